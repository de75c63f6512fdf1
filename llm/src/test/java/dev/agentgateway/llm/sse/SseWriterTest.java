package dev.agentgateway.llm.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SseWriterTest {

  @Test
  void bothStylesAndCommentsAreWritten() {
    byte[] bytes =
        new SseWriter().data("{}").event("ping", "{\"a\":1}").comment("here").done().take();
    assertThat(new String(bytes, UTF_8))
        .isEqualTo("data: {}\n\nevent: ping\ndata: {\"a\":1}\n\n: here\n\ndata: [DONE]\n\n");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    List<SseEvent> events =
        List.of(
            new SseEvent(null, "a\nb\n", null),
            new SseEvent("x", "", "9"),
            new SseEvent(null, " [DONE]", null));
    SseWriter writer = new SseWriter();
    events.forEach(writer::event);
    assertThat(new SseReader().on(writer.take())).isEqualTo(events);
    assertThat(writer.isEmpty()).isTrue();
  }

  @Test
  void aLineBreakInACommentOrInDataForgesNoEvent() {
    byte[] bytes = new SseWriter().comment("a\n\ndata: x\r\rdata: y").data("a\r\n\r\nb").take();
    assertThat(new SseReader().on(bytes)).containsExactly(new SseEvent(null, "a\n\nb", null));
  }

  @Test
  void aNameWithALineBreakIsRefused() {
    assertThatThrownBy(() -> new SseWriter().event("a\nb", "{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
