package io.lockstep.status.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The files of the page, read once. They are named here, one by one, so that no request reaches
 * anything else. Thread-safe.
 */
@Singleton
final class PageFiles {
  /** What lies beside this module's classes. */
  static final List<String> OWN =
      List.of(
          "alerts.js",
          "certificates.js",
          "changes.css",
          "changes.js",
          "colours.css",
          "details.js",
          "difference.js",
          "dom.js",
          "feed.js",
          "freshness.js",
          "health.js",
          "history.js",
          "icon.svg",
          "index.html",
          "lag.js",
          "look.js",
          "main.js",
          "nodes.css",
          "nodes.js",
          "nodetoken.js",
          "page.css",
          "past.js",
          "primary.js",
          "revert.js",
          "sse.js",
          "token.js",
          "words.js");

  /** The library of charts, from its WebJar. */
  static final String CHARTS = "chart.umd.min.js";

  private final Map<String, PageFile> files = new LinkedHashMap<>();

  PageFiles() {
    OWN.forEach(name -> files.put(name, PageFile.of(name, read("/page/" + name))));
    String charts = "/META-INF/resources/webjars/chart.js/" + chartsVersion() + "/dist/" + CHARTS;
    files.put(CHARTS, PageFile.of(CHARTS, read(charts)));
  }

  /** A file by its name; empty where the page has none of that name. */
  Optional<PageFile> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private static String chartsVersion() {
    Properties properties = new Properties();
    String path = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
    try (InputStream in = PageFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw missing(path);
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    return properties.getProperty("version");
  }

  private static byte[] read(String path) {
    try (InputStream in = PageFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw missing(path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private static IllegalStateException missing(String path) {
    return new IllegalStateException("the class path lacks " + path + "; build the module anew");
  }
}
