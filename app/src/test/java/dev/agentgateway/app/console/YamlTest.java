package dev.agentgateway.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class YamlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # json                        | yaml
          {"a":1,"b":true,"c":null}     | a: 1;b: true;c: null;
          {"a":{"b":"c d"}}             | a:;  b: c d;
          {"a":[1,{"b":2,"c":[]}]}      | a:;- 1;- b: 2;  c: [];
          {"a":{}}                      | a: {};
          [[1,2],[3]]                   | - - 1;  - 2;- - 3;
          {"a":"true"}                  | a: "true";
          {"a":"No"}                    | a: "No";
          {"a":"1"}                     | a: "1";
          {"a":""}                      | a: "";
          {"a":"x: y"}                  | a: "x: y";
          {"a":"- x"}                   | a: "- x";
          {"a":"x #y"}                  | a: "x #y";
          {"a":"x\\ny"}                 | a: "x\\ny";
          {"a":"x "}                    | a: "x ";
          {"gateway.networking.k8s.io/v1":1} | gateway.networking.k8s.io/v1: 1;
          "text"                        | text;
          """)
  void treesAreBlocks(String json, String yaml) {
    assertThat(Yaml.of(JsonMapper.shared().readTree(json)).replace('\n', ';')).isEqualTo(yaml);
  }
}
