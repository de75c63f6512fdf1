package dev.agentgateway.config.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  private static final String HEAD = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n";

  @Test
  void documentsKnowTheirNamesAndPlaces() {
    Documents read =
        YamlReader.read(
            "f.yaml",
            """
            # a comment
            apiVersion: v1
            kind: Secret
            metadata:
              name: first
              namespace: ns
            ---
            {"apiVersion": "v1", "kind": "ConfigMap",
              "metadata": {"name": "second"}}
            """);
    assertThat(told(read.faults())).isEmpty();
    assertThat(names(read)).containsExactly("Secret ns/first 2:1", "ConfigMap null/second 8:1");
    Node.Fields metadata =
        (Node.Fields) Objects.requireNonNull(read.documents().get(1).root().find("metadata"));
    assertThat(metadata.fields().getFirst().at()).hasToString("f.yaml:9:16");
    assertThat(metadata.fields().getFirst().value().at()).hasToString("f.yaml:9:24");
  }

  @Test
  void listsAreTakenApart() {
    Documents read =
        YamlReader.read(
            "f",
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Secret
              metadata: {name: a}
            - apiVersion: v1
              kind: SecretList
              items:
              - {apiVersion: v1, kind: Secret, metadata: {name: b}}
            - 5
            """);
    assertThat(names(read)).containsExactly("Secret null/a 4:3", "Secret null/b 10:5");
    assertThat(told(read.faults()))
        .isEqualTo(
            "11:3 ERROR items[2]: no resource (expected: an object with apiVersion, kind and"
                + " metadata)");
  }

  @Test
  void aBrokenDocumentDoesNotHideTheOthers() {
    Documents read =
        YamlReader.read(
            "f",
            """
            apiVersion: v1
            kind: A
            metadata: {name: a}
            ---
            apiVersion: "v1
            kind: B
            ---
            apiVersion: {v1
            --- # comment
            apiVersion: v1
            kind: C
            metadata: {name: c}
            x: |
              text
            """);
    assertThat(names(read)).containsExactly("A null/a 1:1", "C null/c 10:1");
    assertThat(read.faults()).hasSize(2);
    assertThat(read.faults().get(0).at().line()).isBetween(5, 7);
    assertThat(read.faults().get(1).at().line()).isBetween(8, 9);
    assertThat(read.brokenSources()).containsExactly("f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # written  | node
          hello      | Text hello
          'yes'      | Text yes
          "5"        | Text 5
          !!str 5    | Text 5
          2026-01-01 | Text 2026-01-01
          1.2.3      | Text 1.2.3
          0x         | Text 0x
          12:30:45   | Text 12:30:45
          089        | Num 89
          []         | Items
          {}         | Fields
          ~          | Null
          null       | Null
          true       | Bool true
          FALSE      | Bool false
          0          | Num 0
          -5         | Num -5
          +5         | Num 5
          1.50       | Num 1.50
          1e3        | Num 1e3
          .5         | Num 0.5
          18446744073709551616 | Num 18446744073709551616
          """)
  void scalarsAreReadAsKubectlDoes(String written, String node) {
    Documents read = YamlReader.read("f", HEAD + "v: " + written + "\n");
    assertThat(told(read.faults())).isEmpty();
    assertThat(shown(read.documents().getFirst().root().find("v"))).isEqualTo(node);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          yes    | Bool true  | true
          on     | Bool true  | true
          y      | Bool true  | true
          No     | Bool false | false
          off    | Bool false | false
          017    | Num 15     | 15
          0o17   | Num 15     | 15
          0x1F   | Num 31     | 31
          -0b11  | Num -3     | -3
          1_000  | Num 1000   | 1000
          1_0.5  | Num 10.5   | 10.5
          """)
  void slipsOfYaml11AreTold(String written, String node, String value) {
    Documents read = YamlReader.read("f", HEAD + "v: " + written + "\n");
    assertThat(shown(read.documents().getFirst().root().find("v"))).isEqualTo(node);
    assertThat(told(read.faults()))
        .isEqualTo(
            "4:4 WARNING v: %s without quotes means %s in YAML 1.1, as for kubectl; write %s, or \"%s\" for the text"
                .formatted(written, value, value, written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # written (after three good lines; ~ is a line's end) | fault
          v: {a: 1, a: 2}          | 4:11 ERROR v.a: a is written twice, first in line 4 (expected: once)
          v:~  a: 1~  b: 2~  a: 3  | 7:3 ERROR v.a: a is written twice, first in line 5 (expected: once)
          kind: B                  | 4:1 ERROR kind: kind is written twice, first in line 2 (expected: once)
          v: *none                 | 4:4 ERROR v: *none (expected: an anchor &none before it)
          v: &a [*a]               | 4:8 ERROR v[0]: *a (expected: an anchor &a before it)
          v: {<<: 5}               | 4:9 ERROR v: << of a value (expected: of an object)
          v: .inf                  | 4:4 ERROR v: .inf (expected: a number that JSON has, or a text in quotes)
          v: !Ref x                | 4:4 ERROR v: tag !Ref (expected: none, or one that fits the value)
          v: !!binary aGk=         | 4:4 ERROR v: tag !!binary (expected: none, or one that fits the value)
          ? [a]~: b                | 4:3 ERROR : a field's name that is no text (expected: a text); put it in quotes; a template must be rendered first
          null: b                  | 4:1 ERROR : a field's name that is no text (expected: a text); put it in quotes; a template must be rendered first
          v: @x                    | 4:4 ERROR : found character '@' that cannot start any token. (Do not use @ for indentation); put the text in quotes
          v: a: b                  | 4:5 ERROR : mapping values are not allowed here; check the indentation, or put a text that holds `: ` in quotes
          """)
  void refusesAndSaysWhere(String written, String fault) {
    Documents read = YamlReader.read("f", HEAD + written.replace("~", "\n") + "\n");
    assertThat(told(read.faults())).isEqualTo(fault);
    assertThat(read.documents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                          | 1:1 ERROR : no resource (expected: an object with apiVersion, kind and metadata)
          text                                        | 1:1 ERROR : no resource (expected: an object with apiVersion, kind and metadata)
          {kind: A, metadata: {name: a}}              | 1:1 ERROR apiVersion: missing (expected: a text)
          {apiVersion: v1, metadata: {name: a}}       | 1:1 ERROR kind: missing (expected: a text)
          {apiVersion: v1, kind: A}                   | 1:1 ERROR metadata: missing (expected: an object)
          {apiVersion: v1, kind: A, metadata: {}}     | 1:37 ERROR metadata.name: missing (expected: a text)
          {apiVersion: v1, kind: [], metadata: {name: a}} | 1:24 ERROR kind: no text (expected: a text)
          {apiVersion: v1, kind: A, metadata: {name: 5}} | 1:44 ERROR metadata.name: no text (expected: a text); put it in quotes
          """)
  void whatIsNoResourceIsToldSo(String written, String fault) {
    Documents read = YamlReader.read("f", written);
    assertThat(told(read.faults())).isEqualTo(fault);
    assertThat(read.documents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          ``
          # only a comment
          ---
          ---~---~# nothing~---
          ~~
          {kind: List, apiVersion: v1, items: []}
          """)
  void nothingIsNothing(String written) {
    assertThat(YamlReader.read("f", written.replace("~", "\n"))).isEqualTo(Documents.NONE);
  }

  @Test
  void anchorsAndMergeKeysAreFollowed() {
    Documents read =
        YamlReader.read(
            "f",
            HEAD
                + """
                base: &base {a: 1, b: 2}
                more: &more {b: 3, c: 4}
                v:
                  <<: [*base, *more]
                  a: 9
                w: *base
                """);
    assertThat(told(read.faults())).isEmpty();
    Node.Fields root = read.documents().getFirst().root();
    assertThat(shown(root.find("v"))).isEqualTo("Fields a=Num 9 b=Num 2 c=Num 4");
    assertThat(shown(root.find("w"))).isEqualTo("Fields a=Num 1 b=Num 2");
  }

  @Test
  void aliasesCannotMakeADocumentHuge() {
    StringBuilder laughs = new StringBuilder(HEAD).append("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append(
          "a%d: &a%d [%s*a%d]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(8), i - 1));
    }
    assertThat(told(YamlReader.read("f", laughs.toString()).faults()))
        .contains("more than 500000 values, aliases followed (expected: fewer)");
  }

  @Test
  void depthAndSizeHaveLimits() {
    String deep = HEAD + "v: " + "[".repeat(5000) + "]".repeat(5000);
    assertThat(told(YamlReader.read("f", deep).faults()))
        .contains("nested deeper than 100 levels (expected: fewer)");
    String long_ = HEAD + "v: " + "x".repeat(YamlReader.DOCUMENT_CHARS_MAX) + "\n---\n" + HEAD;
    Documents read = YamlReader.read("f", long_);
    assertThat(told(read.faults())).contains("1:1 ERROR : a document of");
    assertThat(names(read)).containsExactly("Secret null/a 6:1");
    assertThat(told(YamlReader.read("f", new byte[YamlReader.STREAM_BYTES_MAX + 1]).faults()))
        .contains("1:1 ERROR : a file of");
  }

  @Test
  void encodingsAreUnderstoodOrRefused() {
    byte[] bom = ("\ufeff" + HEAD).getBytes(StandardCharsets.UTF_8);
    assertThat(names(YamlReader.read("f", bom))).containsExactly("Secret null/a 1:1");
    byte[] wide = ("\ufeff" + HEAD).getBytes(StandardCharsets.UTF_16LE);
    assertThat(names(YamlReader.read("f", wide))).containsExactly("Secret null/a 1:1");
    byte[] latin = (HEAD + "v: é").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(told(YamlReader.read("f", latin).faults()))
        .isEqualTo("4:4 ERROR : bytes that are not UTF-8 (expected: text in UTF-8)");
  }

  @Test
  void tabsAndControlCharactersAreExplained() {
    assertThat(told(YamlReader.read("f", HEAD + "v:\n\ta: 1\n").faults()))
        .contains("5:1 ERROR")
        .endsWith("; indent with spaces");
    assertThat(told(YamlReader.read("f", HEAD + "v: a\u0001b\n").faults()))
        .isEqualTo(
            "4:5 ERROR : a character U+0001 (expected: none that is unprintable); write it as an"
                + " escape in double quotes");
  }

  @Test
  void linesMayEndAsOnWindows() {
    Documents read = YamlReader.read("f", (HEAD + "---\n" + HEAD).replace("\n", "\r\n"));
    assertThat(names(read)).containsExactly("Secret null/a 1:1", "Secret null/a 5:1");
  }

  @Test
  void jsonMayUseTabsAndEscapes() {
    Documents read =
        YamlReader.read(
            "f",
            "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"A\",\n\t\"metadata\": {\"name\":"
                + " \"a\\/b\\u00e9\\ud83d\\ude00\"}\n}\n");
    assertThat(told(read.faults())).isEmpty();
    assertThat(read.documents().getFirst().name()).isEqualTo("a/bé😀");
  }

  private static List<String> names(Documents read) {
    return read.documents().stream()
        .map(it ->
            "%s %s/%s %d:%d"
                .formatted(it.kind(), it.namespace(), it.name(), it.at().line(), it.at().column()))
        .toList();
  }

  private static String shown(@Nullable Node node) {
    return switch (node) {
      case null -> "nothing";
      case Node.Null _ -> "Null";
      case Node.Bool bool -> "Bool " + bool.value();
      case Node.Num num -> "Num " + num.text();
      case Node.Text text -> "Text " + text.value();
      case Node.Items _ -> "Items";
      case Node.Fields fields ->
          ("Fields "
                  + fields.fields().stream()
                      .map(it -> it.name() + "=" + shown(it.value()))
                      .collect(Collectors.joining(" ")))
              .strip();
    };
  }

  static String told(List<Fault> faults) {
    return faults.stream()
        .map(fault ->
            "%d:%d %s %s: %s%s"
                .formatted(
                    fault.at().line(),
                    fault.at().column(),
                    fault.severity(),
                    fault.path(),
                    fault.message(),
                    fault.mend().isEmpty() ? "" : "; " + fault.mend()))
        .collect(Collectors.joining("\n"));
  }
}
