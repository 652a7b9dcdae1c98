package io.lockstep.node.product;

import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the product's version from where the profile says that it stands. The file is read again
 * only after it changed. Any thread.
 */
public final class InstalledProduct {
  private static final Logger LOG = LoggerFactory.getLogger(InstalledProduct.class);
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int LONGEST = 100;

  private record Read(ProductVersion spec, FileTime time, long size, String version) {}

  private static final Read NONE = new Read(null, null, 0, null);

  private final Profile profile;
  private final String node;
  private final ManagedFolder folder;
  private Read last = NONE;

  /** The product of a node whose managed files are in that folder. */
  public InstalledProduct(Profile profile, String node, Path filesDir) {
    this.profile = profile;
    this.node = node;
    this.folder = new ManagedFolder(filesDir);
  }

  /**
   * Its version: 1 to {@value #LONGEST} characters. Empty where the profile does not say where it
   * stands, or it is not there.
   */
  public synchronized Optional<String> version(ClusterImage image) {
    return spec(image).flatMap(this::read);
  }

  /**
   * Why the version cannot be told although its file is there; empty where it can, or there is
   * none.
   */
  public synchronized Optional<String> unknown(ClusterImage image) {
    return spec(image)
        .filter(spec -> read(spec).isEmpty() && !last.equals(NONE))
        .map(
            spec ->
                "the version of the product of node \"%s\" is not known: nothing in %s fits %s; mend the"
                        .formatted(node, folder.resolve(spec.file()), spec.pattern())
                    + " file, or correct product.version in the profile");
  }

  private Optional<ProductVersion> spec(ClusterImage image) {
    return profile.productVersion(image, NodeView.of(image, node));
  }

  private Optional<String> read(ProductVersion spec) {
    try {
      Path file = folder.resolve(spec.file());
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      boolean same =
          spec.equals(last.spec())
              && now.lastModifiedTime().equals(last.time())
              && now.size() == last.size();
      if (!same) {
        last = new Read(spec, now.lastModifiedTime(), now.size(), find(file, spec.pattern()));
        LOG.info("product found version={} file={}", last.version(), spec.file());
      }
      return Optional.ofNullable(last.version());
    } catch (IOException | RuntimeException e) {
      last = NONE; // not installed, or not readable, as long as it is so
      return Optional.empty();
    }
  }

  /** Null where the pattern is not found. */
  private static String find(Path file, String pattern) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
      if (!matcher.find()) {
        return null;
      }
      String version = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      boolean fits = version != null && !version.isBlank() && version.strip().length() <= LONGEST;
      return fits ? version.strip() : null;
    } catch (PatternSyntaxException e) {
      return null; // the profile was checked when it was read
    }
  }
}
