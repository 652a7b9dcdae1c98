package io.lockstep.materialize.profile.definition;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.profile.template.TextTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in a file of a profile. */
public sealed interface ContentDefinition {

  /**
   * Values in a file of the product.
   *
   * @param format how it is read and changed
   * @param made whether it is made where it is missing
   * @param values by address
   * @param lists generated arrays, by address
   */
  record Edited(
      FileFormat format,
      boolean made,
      Map<String, ValueDefinition> values,
      Map<String, ListDefinition> lists)
      implements ContentDefinition {}

  /** A template, whole. */
  record Templated(TextTemplate template) implements ContentDefinition {}

  /** The promotion order. */
  record Servers() implements ContentDefinition {}

  /**
   * A line for each member, its columns separated by tabs.
   *
   * @param each which members
   * @param columns what stands in a line
   */
  record Tsv(Each each, List<TextTemplate> columns) implements ContentDefinition {
    /** Copies the list. */
    public Tsv {
      columns = List.copyOf(columns);
    }
  }

  /**
   * The parameters that hold on the node, as a properties file.
   *
   * @param include globs of names; empty for all
   * @param exclude globs of names, which win
   */
  record Parameters(List<String> include, List<String> exclude) implements ContentDefinition {
    /** Copies the lists. */
    public Parameters {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /** A text as it is. */
  record Raw(String text) implements ContentDefinition {}

  /**
   * A store of certificates.
   *
   * @param kind PKCS#12 or PEM
   * @param entries what stands in it
   * @param aliases those alone; empty for all
   * @param password the parameter that has its password; empty for the cluster's
   */
  record Store(Kind kind, Entries entries, List<String> aliases, Optional<String> password)
      implements ContentDefinition {
    /** Its form. */
    public enum Kind {
      /** PKCS#12. */
      PKCS12,
      /** PEM. */
      PEM
    }

    /** What stands in it. */
    public enum Entries {
      /** Certificates with their keys. */
      CERTIFICATES,
      /** Authorities. */
      AUTHORITIES
    }

    /** Copies the list. */
    public Store {
      aliases = List.copyOf(aliases);
    }
  }
}
