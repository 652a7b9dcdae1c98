package io.lockstep.status.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PageFilesTest {
  private static final Pattern IMPORT = Pattern.compile("(?:from|import) \"(.*?)\"");
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(.*?)\"");

  /** What makes markup or code of text. */
  private static final Pattern SINK =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\b"
              + "|new Function|setAttribute\\(|srcdoc|setTimeout\\([\"'`]");

  static final List<String> OWN = PageFiles.OWN;

  private final PageFiles files = new PageFiles();

  private String text(String name) {
    return files.file(name).orElseThrow().text();
  }

  @Test
  void namesEveryFileOfTheFolder() throws IOException {
    try (Stream<Path> folder = Files.list(Path.of("src/main/resources/page"))) {
      assertThat(folder.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(PageFiles.OWN);
    }
  }

  @Test
  void hasNothingElse() {
    assertThat(files.file("../logback.xml")).isEmpty();
    assertThat(files.file("")).isEmpty();
  }

  @Test
  void everyFileThatTheDocumentNamesExists() {
    Matcher references = REFERENCE.matcher(text("index.html"));

    assertThat(references.results().map(found -> found.group(1)))
        .filteredOn(name -> !name.startsWith("#"))
        .isNotEmpty()
        .allSatisfy(
            name -> {
              assertThat(name).startsWith("page/");
              assertThat(files.file(name.substring("page/".length()))).isPresent();
            });
  }

  @Test
  void theDocumentHoldsNoScriptsAndStyles() {
    assertThat(text("index.html"))
        .doesNotContain("<style", "style=", "javascript:")
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContainPattern("\\son[a-z]+=");
  }

  @ParameterizedTest
  @FieldSource("OWN")
  void importsExist(String name) {
    Matcher imports = IMPORT.matcher(name.endsWith(".js") ? text(name) : "");

    assertThat(imports.results().map(found -> found.group(1)))
        .allSatisfy(
            path -> {
              assertThat(path).startsWith("./");
              assertThat(files.file(path.substring(2))).as(path).isPresent();
            });
  }

  @ParameterizedTest
  @FieldSource("OWN")
  void dataIsNeverMarkup(String name) {
    assertThat(text(name)).doesNotContainPattern(SINK);
  }

  @ParameterizedTest
  @FieldSource("OWN")
  void isSmall(String name) {
    assertThat(text(name).lines()).hasSizeLessThan(160);
  }
}
