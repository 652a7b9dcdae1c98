package io.lockstep.materialize.profile.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.Images;
import io.lockstep.materialize.profile.NodeView;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplateTest {
  private static final Map<String, String> VALUES = Map.of("shop.port", "8080", "n", "12345");

  private static TemplateData data() {
    return new TemplateData(
        Images.empty().join("n1", "east").join("n2", "west").image(),
        new NodeView("n1", "east"),
        (name, node) -> Optional.ofNullable(VALUES.get(name)));
  }

  private static String fill(String source) throws InvalidTemplateException {
    return TextTemplate.of(source).fill(data());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain ${x} #{y} <#if> | plain ${x} #{y} <#if>",
        "[=node.host] of [=cluster.name]. | n1 of .",
        "[#list members as m][=m.host][#sep],[/#sep][/#list] | n1,n2",
        "[#list members as m][#if m.self]*[/#if][=m.id][/#list] | *n1n2",
        "[=parameter('shop.port')?number + 1] | 8081",
        "[=parameter('n')?number] | 12345",
        "[=parameter('nosuch', 'else')] | else",
        "[[=node.id]]:[=node.site] | [n1]:east",
        "[#assign a = 0][#list members as m][#assign a = a + 1][/#list][=a] | 2",
        "[=members?size] [=node.active] [=cluster.maintenance?c] | 2 true false",
        "[=members?filter(m -> m.site == 'west')?first.id] | n2",
        "[#-- comment [=nosuch] --]x | x",
      })
  void fillsIn(String source, String text) throws InvalidTemplateException {
    assertThat(fill(source)).isEqualTo(text);
  }

  @Test
  void linesOfTagsAloneLeaveNoLine() throws InvalidTemplateException {
    assertThat(fill("a\n[#list members as m]\n[#assign x = m.id]\n[=x]\n[/#list]\nb\n"))
        .isEqualTo("a\nn1\nn2\nb\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[='freemarker.template.utility.Execute'?new()('id')]",
        "[=node?api.class]",
        "[=node.id.class]",
        "[=node.class.protectionDomain]",
        "[=node?keys]",
        "[='1+1'?eval]",
        "['[=1]'?interpret]",
        "[=' [=1] ']",
        "[#assign x='y'?interpret][@x/]",
        "[#include '/etc/passwd']",
        "[#import '/x' as y]",
        "[#macro m][@m/][/#macro][@m/]",
        "[#function f][#return f()][/#function][=f()]",
        "[#list 1.. as x][/#list]",
        "[#list 0..<9999999 as x][/#list]",
        "[=.now]",
        "[=node.id!.now]",
        "[=.data_model?keys]",
        "[=.vars['x']]",
        "[='x'?left_pad(2000000000)]",
        "[='x'?replace('x','y')]",
        "[='a'?matches('(a+)+b')]",
        "[=r'x']",
        "[#assign x]y[/#assign]",
        "[#assign x = 1 y = 2]",
        "[#setting locale='de']",
        "[#ftl output_format='XML']",
        "[#noparse][=x][/#noparse]",
        "[#attempt][=x][#recover][/#attempt]",
        "[=lockstep_step()]",
        "[=node???api]",
        "[#if node.id <#-- ] --> == 'x'][/#if]",
        "[=",
        "[#if",
        "[#-- x",
        "[=members.]",
        "[=nosuch]",
        "[=node.nosuch]",
        "[=parameter('nosuch')]",
        "[=parameter(node)]",
        "[=parameter()]",
        "[=node.id + members]",
        "[=node.id?number]",
        "[#stop 'not here']",
      })
  void reachesNothingElse(String source) {
    assertThatThrownBy(() -> assertThat(fill(source)).as("what it made").isEqualTo(source))
        .isInstanceOfAny(
            InvalidTemplateException.class, TemplateFailedException.class, AssertionError.class)
        .satisfies(
            failure -> {
              boolean text = source.startsWith("['") || source.equals("[=node?keys]");
              assertThat(failure instanceof AssertionError)
                  .as(failure.getMessage())
                  .isIn(false, text);
            });
  }

  @Test
  void ends() throws InvalidTemplateException {
    String many = "[#list members as a]".repeat(25) + "x" + "[/#list]".repeat(25);
    String doubling = "[#assign s = 'xxxxxxxx']" + "[#assign s = s + s]".repeat(40);
    String deep = "[=" + "(".repeat(1_800) + "1" + ")".repeat(1_800) + "]";

    assertThatThrownBy(() -> fill(many)).isInstanceOf(TemplateFailedException.class);
    assertThatThrownBy(() -> fill(doubling)).isInstanceOf(TemplateFailedException.class);
    assertThatThrownBy(
            () ->
                fill("[#list members as a]".repeat(12) + "y".repeat(2_000) + "[/#list]".repeat(12)))
        .hasMessageContaining("more than");
    assertThatThrownBy(() -> assertThat(fill(deep)).isNotEqualTo("1"))
        .isInstanceOfAny(AssertionError.class, InvalidTemplateException.class);
  }

  @Test
  void namesWhatItAsksFor() throws InvalidTemplateException {
    assertThat(
            TextTemplate.of(
                    "[=parameter('a')][=node.parameter(\"b\", 'x')][#if parameter( 'c' )=='']x[/#if]")
                .parameters())
        .containsExactly("a", "b", "c");
  }

  @Test
  void saysWhereAndWhatToDo() throws InvalidTemplateException {
    TextTemplate missing = TextTemplate.of("one\n[=parameter('nosuch')]");

    assertThatThrownBy(() -> missing.fill(data()))
        .hasMessage(
            "parameter nosuch has no value on node n1; set it with lockstep config set nosuch"
                + " VALUE")
        .satisfies(e -> assertThat(((TemplateFailedException) e).line()).isEqualTo(2));
    assertThatThrownBy(() -> TextTemplate.of("a\nb [=x?new()]"))
        .satisfies(e -> assertThat(((InvalidTemplateException) e).line()).isEqualTo(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[=nod.host] | there is no \"nod\"",
        "[#list members as m][=m.hst][/#list] | m has no \"hst\"",
        "[#list members?filter(m -> m.active) as m][=m.hst][/#list] | m has no \"hst\"",
        "[=node.hostname] | node has no \"hostname\"",
        "[=cluster.id] | cluster has no \"id\"",
        "[#if primary.id == ''][/#if] | primary has no \"id\"",
        "[#list member as x][=y][/#list] | there is no \"y\"",
      })
  void aNameThatNothingHasIsFoundBeforeAFileIsMade(String source, String problem) {
    assertThatThrownBy(() -> TextTemplate.of("one\n" + source))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining(problem)
        .satisfies(e -> assertThat(((InvalidTemplateException) e).line()).isEqualTo(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[#list members as m]([=m?index][=m_index])[/#list] | (00)(11)",
        "[#list members?map(x -> x.id + '!') as y][=y][/#list] | n1!n2!",
        "[#list members][#items as i][=i.id][/#items][/#list] | n1n2",
        "[#list members?sort_by('site') as m][=m.id] [/#list]- | n1 n2 -",
        "[#assign t = {'a': 1}][#list t as k, v][=k][=v][/#list][=t.a] | a11",
        "[=nosuch!'none'][=(node.nosuch)!'x'][#if other??]y[/#if] | nonex",
        "[#if 2 gt 1 && true]z[/#if][=node.attributes?size] | z0",
        "[#switch node.id][#case 'n1']one[#break][#default]two[/#switch] | one",
        "[#list node.roles as r][=r][#else]none[/#list] | none",
      })
  void namesOfLoopsVariablesAndFiltersAreKnown(String source, String text)
      throws InvalidTemplateException {
    assertThat(fill(source)).isEqualTo(text);
  }

  @Test
  void tellsNoValueThatMayBeSecret() {
    assertThatThrownBy(() -> fill("[=(parameter('shop.port') + 's3cret')?number]"))
        .isInstanceOf(TemplateFailedException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("8080s3cret"));
  }
}
