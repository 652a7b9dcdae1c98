package io.lockstep.simulation.mutation;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.utility.JavaModule;

/**
 * Methods of the product that do otherwise for a while. They are rewritten in memory, so that the
 * product needs no switches for its faults.
 */
public final class Rewriting implements AutoCloseable {
  private final List<ResettableClassFileTransformer> rewritten = new ArrayList<>();

  private Rewriting() {}

  /** Nothing does otherwise. */
  public static Rewriting nothing() {
    return new Rewriting();
  }

  /** A method does otherwise: as {@code advice} says, see {@link Advice}. */
  public static Rewriting of(String type, String method, Class<?> advice) {
    return new Rewriting().and(type, method, advice);
  }

  /** Another method does otherwise, too. */
  public Rewriting and(String type, String method, Class<?> advice) {
    List<Throwable> failures = new ArrayList<>();
    rewritten.add(
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .with(RedefinitionStrategy.RETRANSFORMATION)
            .with(
                new AgentBuilder.Listener.Adapter() {
                  @Override
                  public void onError(
                      String typeName,
                      ClassLoader classLoader,
                      JavaModule module,
                      boolean loaded,
                      Throwable throwable) {
                    failures.add(throwable);
                  }
                })
            .type(named(type))
            .transform(
                (builder, description, loader, module, domain) ->
                    builder.visit(Advice.to(advice).on(named(method))))
            .installOn(instrumentation()));
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          "%s.%s cannot be rewritten".formatted(type, method), failures.get(0));
    }
    return this;
  }

  private static Instrumentation instrumentation() {
    return ByteBuddyAgent.install();
  }

  /** Lets all of them do what they did before. */
  @Override
  public void close() {
    for (int i = rewritten.size() - 1; i >= 0; i--) {
      rewritten.get(i).reset(instrumentation(), RedefinitionStrategy.RETRANSFORMATION);
    }
  }
}
