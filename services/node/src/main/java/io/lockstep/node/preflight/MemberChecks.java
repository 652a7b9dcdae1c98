package io.lockstep.node.preflight;

import io.lockstep.materialize.check.Check;
import io.lockstep.materialize.check.Findings;
import io.lockstep.materialize.check.HostCheck;
import io.lockstep.node.product.InstalledProduct;
import io.lockstep.node.product.ProductVersions;
import io.lockstep.node.tls.TlsSwitch;
import io.lockstep.schema.Member;
import io.lockstep.state.decide.Hosts;
import io.lockstep.state.image.ClusterImage;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Looks at the members: their hosts, their APIs and their versions. */
final class MemberChecks {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final String HEALTH = "/health/liveness";

  private MemberChecks() {}

  static List<Check> of(Place place, String software) {
    ClusterImage image = place.image().orElse(ClusterImage.EMPTY);
    if (image.members().present().isEmpty()) {
      return List.of(
          new OwnCheck(
              "members", "the log", findings -> findings.skip("the log", "it names no member")));
    }
    List<Check> checks = new ArrayList<>();
    SSLSocketFactory trusted = MemberTrust.of(image);
    Set<String> hosts = new HashSet<>();
    for (Member member : image.members().present()) {
      if (hosts.add(Hosts.normal(member.getHost()))) { // several may be on one
        checks.add(new HostCheck("member-host", member.getHost(), TIMEOUT));
      }
      if (!member.getId().equals(place.settings().node())) {
        checks.add(
            new OwnCheck(
                "member-api",
                member.getId(),
                findings -> api(member, TlsSwitch.isOn(image), trusted, findings)));
      }
    }
    checks.add(
        new OwnCheck("versions", "Lockstep", findings -> software(image, software, findings)));
    checks.add(new OwnCheck("versions", "product", findings -> product(place, image, findings)));
    return checks;
  }

  private static void api(Member member, boolean tls, SSLSocketFactory trusted, Findings findings) {
    String url = tls ? member.getUrl() : member.getUrl().replaceFirst("^https:", "http:");
    String subject = member.getId() + " " + url;
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(url).resolve(HEALTH).toURL().openConnection(Proxy.NO_PROXY);
      try {
        if (connection instanceof HttpsURLConnection secure) {
          secure.setSSLSocketFactory(trusted);
        }
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
          findings.pass(subject, "answers");
        } else {
          findings.fail(subject, "answers with status " + status, "look at that node's log");
        }
      } finally {
        connection.disconnect();
      }
    } catch (UnknownHostException e) {
      findings.fail(
          subject,
          "the host does not resolve on this machine",
          "add it to the hosts file or to DNS, or set node.url of that node");
    } catch (SSLException e) {
      findings.fail(
          subject,
          "its certificate is not the cluster's, or not for that name: " + e.getMessage(),
          "look at node.url of that node, and who else answers there");
    } catch (IOException | IllegalArgumentException e) {
      findings.fail(
          subject,
          "does not answer: " + e.getMessage(),
          "start that node, or look at firewalls between the machines");
    }
  }

  private static void software(ClusterImage image, String own, Findings findings) {
    TreeMap<String, TreeSet<String>> holders = new TreeMap<>();
    for (Member member : image.members().present()) {
      holders
          .computeIfAbsent(member.getSoftwareVersion(), version -> new TreeSet<>())
          .add(member.getId());
    }
    if (holders.keySet().equals(Set.of(own))) {
      findings.pass("Lockstep", "every member runs " + own);
    } else {
      findings.warn(
          "Lockstep",
          "here runs %s, the members run %s".formatted(own, holders),
          "bring all nodes to the newest");
    }
  }

  private static void product(Place place, ClusterImage image, Findings findings) {
    String node = place.settings().node();
    InstalledProduct product =
        new InstalledProduct(place.profile(), node, place.settings().filesDir());
    Optional<String> own = product.version(image);
    Optional<String> unknown = product.unknown(image);
    Optional<String> problem = ProductVersions.problem(image, node, own);
    if (place.profile().productVersion(image, place.node()).isEmpty()) {
      findings.skip("product", "the profile does not say where its version stands");
    } else if (unknown.isPresent()) {
      findings.warn("product", unknown.get(), "correct the file or the profile");
    } else if (own.isEmpty()) {
      findings.warn(
          "product", "its version is not found on this machine", "install the product first");
    } else if (problem.isPresent()) {
      findings.fail("product", problem.get(), "install one version everywhere");
    } else {
      findings.pass("product", "version " + own.get());
    }
  }
}
