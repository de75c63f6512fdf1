package dev.agentgateway.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.app.client.jsonpath.PathException;
import dev.agentgateway.app.client.jsonpath.Template;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What is not compared with kubectl elsewhere: braces in quotes, escapes, and what is refused.
final class TemplateTest {

  private static final String OBJECT =
      "{\"a\":{\"b.c\":1,\"d\":[1,2,3],\"e\":null,\"f\":true},\"items\":[{\"n\":\"x\",\"v\":2.0},{\"n\":\"y\",\"v\":3}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {.a.b\\.c}                           | 1
          {.a['b.c']}                          | 1
          {"}"}{.a.f}                          | }true
          {.a.d[*]}                            | 1 2 3
          {.a.d[::2]}                          | 1 3
          {.a.e}                               | null
          {.items[?(@.v==2)].n}                | x
          {.items[?(@.v>=2)].n}                | x y
          {.items[?(@.n<"y")].v}               | 2.0
          {range .items[*]}[{.n}]{end}         | [x][y]
          {range .items[*]}{range .*}{@}{end}{end} | x2.0y3
          {.items[?(@.n=="it's")].n}           | ``
          """)
  void aTemplateIsWritten(String template, String written) throws PathException {
    assertThat(Template.parse(template).render(JsonMapper.shared().readTree(OBJECT)))
        .isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {.a                   | unclosed action
          {                     | unclosed action
          {}                    | unclosed action
          {a}                   | unrecognized character in action: U+0061 'a'
          {.a[}                 | invalid array index
          {.a[0}                | unterminated array
          {.a[?(@.b==1]}        | unterminated filter
          {.a[0:1:0]}           | step must be > 0
          {.a[99999999999]}     | invalid array index
          {range .items[*]}     | unterminated range
          {end}                 | nothing to end
          {"x}                  | unclosed action
          {.a.d[3]}             | array index out of bounds: index 3, length 3
          {.a[0]}               | needs a list
          {.a[?(@.b)]}          | needs a list
          {.items[?(@.v>"a")]}  | have no order
          """)
  void whatIsWrongIsSaid(String template, String words) {
    assertThatThrownBy(() -> Template.parse(template).render(JsonMapper.shared().readTree(OBJECT)))
        .isInstanceOf(PathException.class)
        .hasMessageContaining(words);
  }
}
