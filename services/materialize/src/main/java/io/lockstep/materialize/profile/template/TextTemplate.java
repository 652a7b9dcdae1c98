package io.lockstep.materialize.profile.template;

import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;

/**
 * A compiled template of a profile: FreeMarker with {@code [=…]} and {@code [#if …]}. It reaches
 * what {@link TemplateData} shows and nothing else, and ends: loops, variables and the output are
 * bounded. Immutable; any thread.
 */
public final class TextTemplate {
  private static final Configuration ENGINE = engine();

  private final String source;
  private final Template compiled;
  private final SortedSet<String> parameters;

  private TextTemplate(String source, Template compiled, TreeSet<String> parameters) {
    this.source = source;
    this.compiled = compiled;
    this.parameters = Collections.unmodifiableSortedSet(parameters);
  }

  /**
   * Compiles a template.
   *
   * @throws InvalidTemplateException if it does not compile, or has something that it may not have
   */
  public static TextTemplate of(String source) throws InvalidTemplateException {
    TreeSet<String> parameters = new TreeSet<>();
    String guarded = TemplateRules.guarded(source, parameters);
    if (source.indexOf('[') < 0) {
      return new TextTemplate(source, null, parameters);
    }
    try {
      Template compiled = new Template(null, guarded, ENGINE);
      TemplateNames.require(TemplateScanner.scan(source));
      return new TextTemplate(source, compiled, parameters);
    } catch (ParseException e) {
      throw new InvalidTemplateException(
          Math.max(1, e.getLineNumber()),
          firstLine(e.getEditorMessage()),
          "write it as FreeMarker does, with [=VALUE] and [#if …]…[/#if]");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is read from memory
    } catch (StackOverflowError e) {
      throw new InvalidTemplateException(1, "it is nested too deep", "write it flatter");
    }
  }

  private static Configuration engine() {
    Configuration engine = new Configuration(Configuration.VERSION_2_3_34);
    engine.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
    engine.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
    engine.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    engine.setAPIBuiltinEnabled(false);
    engine.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    engine.setLogTemplateExceptions(false);
    engine.setLocalizedLookup(false);
    engine.setLocale(Locale.ROOT);
    engine.setTimeZone(TimeZone.getTimeZone("UTC"));
    engine.setNumberFormat("computer");
    engine.setBooleanFormat("c");
    return engine;
  }

  /** As it was written. */
  public String source() {
    return source;
  }

  /** The parameters that it names. */
  public SortedSet<String> parameters() {
    return parameters;
  }

  /**
   * Filled in.
   *
   * @throws TemplateFailedException if something that it asks for is missing, of another kind, or
   *     too much
   */
  public String fill(TemplateData data) {
    if (compiled == null) {
      return source;
    }
    Guards guards = new Guards();
    Guards.Bounded text = new Guards.Bounded();
    try {
      compiled.process(data.model(guards), text);
      return text.toString();
    } catch (TemplateException e) {
      throw new TemplateFailedException(line(e), reason(e));
    } catch (Guards.TooLongException e) {
      throw new TemplateFailedException(
          0, "it makes more than %d characters; let it make less".formatted(Guards.MAX_OUTPUT));
    } catch (StackOverflowError e) {
      throw new TemplateFailedException(0, "it is nested too deep; write it flatter");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is written to memory
    }
  }

  private static int line(TemplateException e) {
    return e.getLineNumber() == null ? 0 : e.getLineNumber();
  }

  /** Of other failures the engine's message may show a value, which may be secret. */
  private static String reason(TemplateException e) {
    Throwable cause = e;
    while (cause != null) {
      if (cause instanceof TemplateData.MissingValueException) {
        return firstLine(((TemplateException) cause).getMessageWithoutStackTop());
      }
      cause = cause.getCause();
    }
    if (e instanceof InvalidReferenceException) {
      return "there is no \"%s\"; PROFILES.md says what templates see"
          .formatted(e.getBlamedExpressionString());
    }
    if (e instanceof freemarker.core.StopException) {
      return firstLine(e.getMessageWithoutStackTop());
    }
    return "\"%s\" is not what is wanted there, or too much; mend the template or the values"
        .formatted(e.getBlamedExpressionString());
  }

  private static String firstLine(String text) {
    String stripped = text == null ? "it is no template" : text.strip();
    int end = stripped.indexOf('\n');
    return (end < 0 ? stripped : stripped.substring(0, end)).strip();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextTemplate that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
