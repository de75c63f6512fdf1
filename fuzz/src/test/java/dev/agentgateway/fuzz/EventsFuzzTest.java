package dev.agentgateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseReader;
import java.util.ArrayList;
import java.util.List;

/// Any bytes are events, the same however they are cut.
final class EventsFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreTheSameEventsHoweverTheyAreCut(byte[] bytes) {
    SseReader whole = new SseReader();
    List<SseEvent> atOnce = whole.on(bytes);
    SseReader cut = new SseReader();
    List<SseEvent> oneByOne = new ArrayList<>();
    for (byte each : bytes) {
      oneByOne.addAll(cut.on(new byte[] {each}));
    }
    assertThat(oneByOne).isEqualTo(atOnce);
    assertThat(cut.isMidEvent()).isEqualTo(whole.isMidEvent());
  }
}
