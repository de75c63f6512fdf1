package dev.agentgateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentgateway.transport.wire.Event;
import dev.agentgateway.transport.wire.HeadLimits;
import dev.agentgateway.transport.wire.RequestParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Any bytes are requests or refused, the same however they are cut, and reading them ends.
final class FramingFuzzTest {

  private static final int EVENTS_MAX = 100_000;

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreReadTheSameHoweverTheyAreCut(byte[] bytes) {
    assertThat(events(bytes, 1)).isEqualTo(events(bytes, Math.max(1, bytes.length)));
  }

  private static String events(byte[] bytes, int piece) {
    RequestParser parser = new RequestParser(HeadLimits.DEFAULT);
    ByteBuf in = Unpooled.buffer();
    StringBuilder seen = new StringBuilder();
    int steps = 0;
    for (int from = 0; from < bytes.length; from += piece) {
      in.writeBytes(bytes, from, Math.min(piece, bytes.length - from));
      Event event = parser.next(in);
      while (event != Event.MORE) {
        if (event == Event.REFUSED) {
          return seen.append("refused ").append(parser.refusal().status()).toString();
        }
        if (event == Event.HEAD) {
          seen.append("head\n");
        } else if (event == Event.END) {
          seen.append("end\n");
        }
        if (++steps > EVENTS_MAX) {
          throw new AssertionError("reading does not end");
        }
        event = parser.next(in);
      }
    }
    return seen.toString();
  }
}
