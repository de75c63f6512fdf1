package dev.agentgateway.llm.fake.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FakeTokensTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # text               | pieces
          ``                   | []
          a                    | [a]
          a b                  | [a,  b]
          ` a  b `             | [ a,   b,  ]
          12345678901234567890 | [1234567890123456, 7890]
          """)
  void aTextIsCutIntoWords(String text, String pieces) {
    assertThat(FakeTokens.pieces(text).toString()).isEqualTo(pieces);
  }

  @Test
  void piecesMakeUpTheTextAndCutNoCharacter() {
    String text = "Grüße 🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍 an\n\n alle\t";
    assertThat(String.join("", FakeTokens.pieces(text))).isEqualTo(text);
    for (String piece : FakeTokens.pieces(text)) {
      assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
    }
    assertThat(FakeTokens.first(text, 1)).isEqualTo("Grüße");
    assertThat(FakeTokens.first(text, 0)).isEmpty();
    assertThat(FakeTokens.first(text, 1_000)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "thought, thought, true",
    "'', thought, true",
    "other, thought, false",
    "thought, '', true",
  })
  void aSignatureHoldsForItsTextOnly(String text, String signed, boolean isValid) {
    boolean isEmptySigned = signed.isEmpty();
    assertThat(FakeSignature.isValid(text, FakeSignature.sign(signed)))
        .isEqualTo(isValid && !isEmptySigned);
  }

  @ParameterizedTest
  @CsvSource({"''", "abc", "####", "ErUBCkYIBxgCIkDpZoJx"})
  void aForeignSignatureIsNone(String signature) {
    assertThat(FakeSignature.isValid("", signature)).isFalse();
  }
}
