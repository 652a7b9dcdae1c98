package io.lockstep.materialize.servers;

import io.lockstep.schema.PromotionEntry;
import io.lockstep.state.decide.Hosts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes promotion orders, and files that mean them in odd spellings. Seeded. */
final class OddServers {
  private static final String[] COMMENTS = {
    "",
    "",
    "#",
    "# primary",
    "#  two  blanks",
    "## n9\thttps://n9:444",
    "# B\u00FCro \u6771\u4EAC",
    "# see https://wiki.example/x",
    "#!",
    "#\u0001 control",
    "# emoji \uD83D\uDE80",
    "#n7"
  };
  private static final String[] SEPARATORS = {
    "\t", "\t\t", " ", "    ", " \t ", "\u00A0", "\u3000\t"
  };
  private static final String[] OUTER = {"", "", "", " ", "\t", "   ", "\u00A0", "\uFEFF"};

  private final Random random;

  OddServers(long seed) {
    this.random = new Random(seed);
  }

  ServersFile order() {
    List<PromotionEntry> entries = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      String host = host();
      if (taken.add(Hosts.normal(host))) {
        entries.add(new PromotionEntry(host, url(host), random.nextInt(4) > 0, comments()));
      }
    }
    return new ServersFile(entries, comments());
  }

  private List<String> comments() {
    List<String> comments = new ArrayList<>();
    while (random.nextInt(3) == 0) {
      comments.add(pick(COMMENTS));
    }
    return comments;
  }

  String host() {
    int n = random.nextInt(30);
    return switch (random.nextInt(7)) {
      case 0 -> "10.0." + n + ".7";
      case 1 -> "fd00::" + Integer.toHexString(n);
      case 2 -> "[FD00:0:0::" + Integer.toHexString(n) + "]";
      case 3 -> "fe80::" + n + "%eth0";
      case 4 -> "ST-" + n + ".Example.com";
      case 5 -> "st_" + n;
      default -> "n" + n;
    };
  }

  private String url(String host) {
    String bare = host.replaceAll("[\\[\\]]|%.*", "");
    String name = bare.contains(":") ? "[" + bare + "]" : bare;
    String[] urls = {
      "https://" + name + ":444",
      "HTTPS://" + name,
      "http://" + name + ":8080/admin?x=1#y",
      "https://lb.example:444"
    };
    return pick(urls);
  }

  /** A file that means the order. */
  String spell(ServersFile order) {
    String[] ends = random.nextInt(4) == 0 ? new String[] {"\r"} : new String[] {"\n", "\r\n"};
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "\uFEFF" : "");
    for (PromotionEntry entry : order.entries()) {
      entry.getComments().forEach(line -> line(text, line, ends));
      line(text, spell(entry), ends);
    }
    order.trailer().forEach(line -> line(text, line, ends));
    boolean endsInEntry = order.trailer().isEmpty() && !order.entries().isEmpty();
    return endsInEntry && random.nextBoolean() ? text.toString().stripTrailing() : text.toString();
  }

  private String spell(PromotionEntry entry) {
    if (entry.getEnabled()) {
      return entry.getHost() + pick(SEPARATORS) + entry.getUrl();
    }
    return random.nextBoolean()
        ? "#" + entry.getHost() + pick(SEPARATORS) + entry.getUrl()
        : "# " + entry.getHost() + "\t" + entry.getUrl();
  }

  private void line(StringBuilder text, String line, String[] ends) {
    text.append(pick(OUTER)).append(line).append(pick(OUTER)).append(pick(ends));
  }

  /** A text of pieces that mean something to a reader of such files, in no sensible order. */
  String noise() {
    String[] pieces = {
      "#",
      "##",
      "\n",
      "\r",
      "\r\n",
      "\t",
      " ",
      "\uFEFF",
      "\u00A0",
      "https://",
      "https://n1:444",
      "n1",
      "n2",
      "[",
      "]",
      "::1",
      "fd00::5",
      "%",
      ":444",
      "\u0000",
      "\u2028",
      "\u0085",
      "\f",
      "x"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(14); i > 0; i--) {
      text.append(pick(pieces));
    }
    return text.toString();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
