package io.lockstep.status;

import static io.lockstep.status.PageWorld.N2;
import static io.lockstep.status.PageWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Everybody can use the page: by keyboard, on a narrow screen, in light and dark. */
class PageAccessibilityIT {
  @RegisterExtension static final PageWorld PAGE = new PageWorld();

  /** What can be worked, in the order of the page. */
  private static final String CONTROLS =
      "[...document.querySelectorAll('a[href], button, input, select, textarea, summary')]"
          + ".filter(e => e.checkVisibility() && !e.disabled)";

  private static final String OPEN =
      "document.querySelectorAll('details').forEach(d => { d.open = true; });";

  private static void open() {
    PAGE.browser().script(OPEN);
    PAGE.until(N2 + " dl", "Last report");
    PAGE.until("#changes", "revision ");
  }

  @Test
  void everyControlIsReachedByKeyboardInTheOrderOfThePage() {
    PAGE.cluster().set("ann", "keyboard", "1");
    PAGE.until("#changes > li:first-child", "keyboard");
    PAGE.browser().script("document.querySelector('#changes > li details').open = true");
    int controls =
        Integer.parseInt(
            PAGE.browser().script("return (window.controls = " + CONTROLS + ").length"));

    List<String> reached = new ArrayList<>();
    List<String> outlines = new ArrayList<>();
    for (int press = 0; press < controls; press++) {
      PAGE.browser().press(Keys.TAB);
      String at =
          "const at = document.activeElement; return window.controls.indexOf(at)"
              + " + ' ' + getComputedStyle(at).outlineStyle";
      String[] found = PAGE.browser().script(at).split(" ");
      reached.add(found[0]);
      outlines.add(found[1]);
    }

    List<String> wanted = new ArrayList<>();
    for (int control = 0; control < controls; control++) {
      wanted.add(Integer.toString(control));
    }
    assertThat(reached).hasSizeGreaterThan(20).containsExactlyElementsOf(wanted);
    assertThat(outlines).containsOnly("solid");
  }

  @Test
  void detailsStayOpenAndFocusedWhileStatusesCome() {
    PAGE.browser().script("document.querySelector('" + N2 + " summary').focus()");
    PAGE.browser().press(Keys.ENTER);
    PAGE.until(N2 + " dl", "Last report");
    String report = PAGE.text(N2 + " dd");

    await().atMost(SOON).until(() -> !PAGE.text(N2 + " dd").equals(report));

    assertThat(PAGE.browser().script("return document.activeElement.textContent"))
        .contains("n2"); // statuses came meanwhile
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 800})
  void aNarrowScreenNeedsNoSidewaysScrolling(int width) {
    PAGE.cluster().set("ann", "long", "without-a-space-".repeat(40));
    PAGE.browser().screen(width, false);
    PAGE.until("#changes > li:first-child", "long");
    open();
    PAGE.browser().script("document.getElementById('node-token').showModal()");

    String widest =
        PAGE.browser()
            .script(
                "return Math.max(document.documentElement.scrollWidth, ...[...document"
                    + ".querySelectorAll('body *')].map(e => Math.ceil("
                    + "e.getBoundingClientRect().right)))");

    assertThat(Integer.parseInt(widest)).isLessThanOrEqualTo(width);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTextCanBeRead(boolean dark) {
    PAGE.browser().screen(1200, dark);
    open();

    String weak = PAGE.browser().script(Contrasts.SCRIPT);

    assertThat(weak).isEqualTo("[]");
    assertThat(PAGE.browser().script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(dark ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void axeFindsNothingAgainstWcag(boolean dark) throws IOException {
    PAGE.browser().screen(1200, dark);
    open();
    PAGE.browser().script(axe());

    assertThat(violations("document")).isEqualTo("[]");
    PAGE.browser().script("document.getElementById('node-token').showModal()");
    assertThat(violations("document.getElementById('node-token')")).isEqualTo("[]");
  }

  private static String axe() throws IOException {
    try (InputStream in = PageAccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Rules of WCAG 2.2, levels A and AA, that what is shown breaks, each with its elements. */
  private static String violations(String where) {
    return PAGE.browser()
        .later(
            "axe.run("
                + where
                + ", {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
                + ".then(found => done(found.passes.length < 3 ? 'axe looked at nothing'"
                + " : JSON.stringify(found.violations.map(v =>"
                + " [v.id, v.nodes.map(n => n.html)]))), e => done(String(e)))");
  }
}
