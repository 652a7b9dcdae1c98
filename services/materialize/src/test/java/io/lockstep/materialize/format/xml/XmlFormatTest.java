package io.lockstep.materialize.format.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XmlFormatTest {
  private static final String SERVER =
      """
      <?xml version='1.0' encoding='utf-8'?>
      <!DOCTYPE Server>
      <!-- Licensed to nobody -->
      <Server port="8005" shutdown='SHUTDOWN'>
        <Listener className="org.apache.catalina.startup.VersionLoggerListener" />
        <Service name="Catalina">
          <!-- <Connector port="8081" /> -->
          <Connector port="8080" protocol="HTTP/1.1"
                     connectionTimeout="20000"
                     redirectPort="8443" />
          <Connector port="8443" SSLEnabled="true"><!-- tls --></Connector> <!-- the other -->
          <Engine name="Catalina" defaultHost="localhost"/>
        </Service>
        <Service name="Other"/>
      </Server>
      """;

  private static final String CLUSTER =
      """
      <ClusterGroup name="st">
        <!-- written by admind -->
        <Member hostname="n1" state="online" status="primary"/>
        <Member hostname="n2" state="online" status="secondary"/>
        <Member hostname="n3" state="offline" status="secondary"/>
      </ClusterGroup>
      """;

  private static final String REGISTRY =
      """
      <wso2registry>\r
          <currentDBConfig>wso2registry</currentDBConfig>\r
          <dbConfig name="wso2registry">\r
              <dataSource>jdbc/WSO2CarbonDB</dataSource>\r
          </dbConfig>\r
          <dbConfig name="govregistry">\r
              <dataSource><![CDATA[jdbc/WSO2SHARED_DB]]></dataSource>\r
          </dbConfig>\r
          <remoteInstance url="https://localhost:9443/registry">\r
              <id>gov</id>\r
              <cacheId/>\r
          </remoteInstance>\r
      </wso2registry>\r
      """;

  private final XmlFormat format = new XmlFormat();

  @Test
  void readsAttributesAndTexts() {
    assertThat(
            read(
                SERVER,
                "Server/Service[@name=\"Catalina\"]/Connector[@port=\"8080\"]/@redirectPort"))
        .isEqualTo("8443");
    assertThat(read(SERVER, "Server/Service[@name=Catalina]/Connector[2]/@SSLEnabled"))
        .isEqualTo("true");
    assertThat(read(REGISTRY, "wso2registry/dbConfig[dataSource=\"jdbc/WSO2SHARED_DB\"]/@name"))
        .isEqualTo("govregistry");
    assertThat(read(REGISTRY, "wso2registry/dbConfig[@name='wso2registry']/dataSource"))
        .isEqualTo("jdbc/WSO2CarbonDB");
    assertThat(read(REGISTRY, "wso2registry/nothing")).isNull();
  }

  @Test
  void putsAnAttributeWhereTheOthersStand() {
    String edited =
        put(
            SERVER,
            "Server/Service[@name=\"Catalina\"]/Connector[@port=\"8080\"]/@maxThreads",
            "400");

    assertThat(edited)
        .isEqualTo(
            SERVER.replace(
                "redirectPort=\"8443\" />",
                "redirectPort=\"8443\"\n               maxThreads=\"400\" />"));
  }

  @Test
  void keepsTheQuotesOfAnAttribute() {
    assertThat(put(SERVER, "Server/@shutdown", "it's \"<&\n"))
        .isEqualTo(SERVER.replace("'SHUTDOWN'", "'it&apos;s \"&lt;&amp;&#10;'"));
  }

  @Test
  void putsAnElementBehindItsLikeAndTheirComment() {
    String edited =
        put(
            SERVER,
            "Server/Service[@name=\"Catalina\"]/Connector[@port=\"9090\"]/@proxyPort",
            "443");

    assertThat(edited)
        .isEqualTo(
            SERVER.replace(
                "<!-- the other -->\n",
                "<!-- the other -->\n    <Connector port=\"9090\" proxyPort=\"443\"/>\n"));
  }

  @Test
  void opensAnElementThatClosedItself() {
    assertThat(put(SERVER, "Server/Service[@name=\"Other\"]/Engine/@name", "e"))
        .isEqualTo(
            SERVER.replace(
                "<Service name=\"Other\"/>",
                "<Service name=\"Other\">\n    <Engine name=\"e\"/>\n  </Service>"));
    assertThat(put(REGISTRY, "wso2registry/remoteInstance/cacheId", "a&b"))
        .isEqualTo(REGISTRY.replace("<cacheId/>", "<cacheId>a&amp;b</cacheId>"));
  }

  @Test
  void keepsCdataAndLineEnds() {
    assertThat(put(REGISTRY, "wso2registry/dbConfig[2]/dataSource", "jdbc:x?a&b"))
        .isEqualTo(REGISTRY.replace("jdbc/WSO2SHARED_DB", "jdbc:x?a&b"));
    assertThat(put(REGISTRY, "wso2registry/mount[@path=\"/_system/config\"]/instanceId", "gov"))
        .isEqualTo(
            REGISTRY.replace(
                "    </remoteInstance>\r\n",
                "    </remoteInstance>\r\n    <mount path=\"/_system/config\">\r\n"
                    + "        <instanceId>gov</instanceId>\r\n    </mount>\r\n"));
  }

  @Test
  void takesOutAnAttributeWithItsBlankAndAnElementWithItsLines() {
    assertThat(remove(SERVER, "Server/Service[1]/Connector[1]/@connectionTimeout"))
        .isEqualTo(SERVER.replace("\n               connectionTimeout=\"20000\"", ""));
    assertThat(remove(SERVER, "Server/Service[@name=\"Catalina\"]/Engine"))
        .isEqualTo(
            SERVER.replace("    <Engine name=\"Catalina\" defaultHost=\"localhost\"/>\n", ""));
    assertThat(remove(REGISTRY, "wso2registry/remoteInstance"))
        .doesNotContain("remoteInstance", "cacheId")
        .endsWith("    </dbConfig>\r\n</wso2registry>\r\n");
  }

  @Test
  void changesTheRowsThatDifferAndNoOthers() {
    List<FileValue.Table> rows =
        List.of(member("n1", "offline"), member("n3", "offline"), member("n4", "online"));

    String edited = edit(CLUSTER, new Edit.Rows("ClusterGroup/Member", rows));

    assertThat(edited)
        .isEqualTo(
            """
            <ClusterGroup name="st">
              <!-- written by admind -->
              <Member hostname="n1" state="offline" status="secondary"/>
              <Member hostname="n3" state="offline" status="secondary"/>
              <Member hostname="n4" state="online" status="secondary"/>
            </ClusterGroup>
            """);
  }

  @Test
  void makesANewFile() {
    List<FileValue.Table> rows = List.of(member("n1", "online"));

    byte[] made =
        format.edit(
            new byte[0],
            List.of(
                new Edit.Put("ClusterGroup/@name", new FileValue.Text("st")),
                new Edit.Rows("ClusterGroup/Member", rows)));

    assertThat(new String(made, UTF_8))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClusterGroup name="st">
              <Member hostname="n1" state="online" status="secondary"/>
            </ClusterGroup>
            """);
  }

  @Test
  void spellsByReferenceWhatTheEncodingHasNot() {
    byte[] file =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b=\"\u00E4\"/>".getBytes(ISO_8859_1);

    byte[] edited =
        format.edit(file, List.of(new Edit.Put("a/@b", new FileValue.Text("\u00F6\u6771"))));

    assertThat(new String(edited, ISO_8859_1)).endsWith("<a b=\"\u00F6&#26481;\"/>");
  }

  @Test
  void namesTheLinesOfAnAmbiguousAddress() {
    assertThatThrownBy(() -> read(SERVER, "Server/Service[@name=\"Catalina\"]/Connector/@port"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("line 8, column 5: ")
        .hasMessageContaining("in lines 8, 11");
  }

  @Test
  void refusesEditsThatAFileCannotHold() {
    assertRefused(SERVER, put("Server", "x"), "holds elements");
    assertRefused(SERVER, put("Server/Service[1]/Connector[2]", "x"), "holds elements or comments");
    assertRefused(SERVER, put("Other/@x", "x"), "root is 'Server'");
    assertRefused(SERVER, put("Server/@x", "\u0001"), "U+0001");
    assertRefused(SERVER, put("Server/Service[4]/@x", "x"), "the next is 3");
    assertRefused(SERVER, put("Server/Service[@name=\"Other\"]/@name", "x"), "asked for");
    assertRefused(SERVER, new Edit.Remove("Server"), "root");
    assertRefused(REGISTRY, put("wso2registry/currentDBConfig/x", "x"), "holds text");
  }

  @Test
  void refusesWhatReachesOutOrMultiplies() {
    assertRefused(
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        put("a", "x"),
        "entity");
    assertRefused("<!DOCTYPE a [<!ENTITY x \"y\">]><a b='&x;'/>", put("a/@c", "x"), "entity");
    assertRefused(
        "<!DOCTYPE a [<!ENTITY x \"yyyyyy\"><!ENTITY z \"&x;&x;&x;&x;&x;\">]><a>&z;</a>",
        put("a", "x"),
        "entity");
    assertRefused("<a>".repeat(2_000_000), put("a", "x"), "epth");
  }

  @Test
  void tellsWhereAFileIsBrokenWithoutItsSecrets() {
    assertThatThrownBy(() -> read("<a>\n  <password>hunter2</pasword>\n</a>", "a"))
        .hasMessageStartingWith("line 2, column ")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> read("<a>\n  <b p='hunt&er2'/>\n</a>", "a"))
        .hasMessageStartingWith("line 2, column ")
        .hasMessageNotContaining("er2");
    assertThatThrownBy(() -> format.readAll(new byte[] {'<', 'a', '>', '\n', (byte) 0xE4, '<'}))
        .hasMessageStartingWith("line 2, column 1: what follows is not UTF-8");
  }

  @Test
  void saysWhatAnAddressLooksLike() {
    for (String wrong :
        List.of(
            "", "/a", "a/", "a//b", "@x", "a/@b/c", "a[0]", "a[@b]", "a[@b=\"c]", "a[b=]", "a b")) {
      assertThat(format.problem(wrong)).as(wrong).isPresent().get().asString().contains("number");
    }
    assertThat(format.problem("x:a/b[@c='it''s']/d[e=f][2]/@g")).isEmpty();
    assertThatThrownBy(() -> format.edit(new byte[0], List.of(new Edit.Rows("a[1]", List.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parent");
  }

  private static FileValue.Table member(String host, String state) {
    Map<String, FileValue> fields = new LinkedHashMap<>();
    fields.put("@hostname", new FileValue.Text(host));
    fields.put("@state", new FileValue.Text(state));
    fields.put("@status", new FileValue.Text("secondary"));
    return new FileValue.Table(fields);
  }

  private void assertRefused(String file, Edit edit, String why) {
    byte[] bytes = file.getBytes(UTF_8);
    assertThatThrownBy(() -> format.edit(bytes, List.of(edit)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(why);
  }

  private static Edit put(String address, String value) {
    return new Edit.Put(address, new FileValue.Text(value));
  }

  private String put(String file, String address, String value) {
    return edit(file, put(address, value));
  }

  private String remove(String file, String address) {
    return edit(file, new Edit.Remove(address));
  }

  private String edit(String file, Edit edit) {
    return new String(format.edit(file.getBytes(UTF_8), List.of(edit)), UTF_8);
  }

  private String read(String file, String address) {
    FileValue value = format.read(file.getBytes(UTF_8), List.of(address)).get(address);
    return value == null ? null : value.text();
  }
}
