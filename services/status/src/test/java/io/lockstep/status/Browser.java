package io.lockstep.status;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window. One thread. */
final class Browser implements AutoCloseable {
  private static final String PROPERTY = "lockstep.test.browser";
  private static final String CHROMIUM = "chromium";
  private static final String DRIVER = "chromedriver";

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test where no Chromium is, unless it is required. */
  static void assumePresent() {
    for (String program : List.of(CHROMIUM, DRIVER)) {
      if (onPath(program).isEmpty()) {
        String reason =
            "no " + program + " on the PATH; on Debian: apt-get install chromium chromium-driver";
        if (System.getProperty(PROPERTY, "").equals("required")) {
          throw new AssertionError(PROPERTY + "=required, but " + reason);
        }
        System.out.println("Tests of the page are skipped: " + reason);
        Assumptions.abort(reason);
      }
    }
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it; its profile is new and goes with it. */
  static Browser open() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(onPath(CHROMIUM).orElseThrow().toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--window-size=1200,1000");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath(DRIVER).orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  void go(String url) {
    driver.get(url);
  }

  /** A screen of that width, in light or dark. */
  void screen(int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** What a script returns, as text. */
  String script(String script) {
    return String.valueOf(driver.executeScript(script));
  }

  /** What a script hands to the function {@code done}, as text. */
  String later(String script) {
    return String.valueOf(
        driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + script));
  }

  /** The text of the first element that fits; empty where none does. */
  String text(String selector) {
    return script("return document.querySelector(\"" + selector + "\")?.textContent ?? ''").strip();
  }

  void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  void type(String text) {
    new Actions(driver).sendKeys(text).perform();
  }

  /** What the console was told since the last call. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
