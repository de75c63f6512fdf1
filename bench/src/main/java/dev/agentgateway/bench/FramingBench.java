package dev.agentgateway.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.agentgateway.transport.wire.Event;
import dev.agentgateway.transport.wire.HeadLimits;
import dev.agentgateway.transport.wire.RequestHead;
import dev.agentgateway.transport.wire.RequestParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading the head of a usual request.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class FramingBench {

  private static final String HEAD =
      """
      POST /v1/chat/completions HTTP/1.1\r
      Host: api.example.com\r
      User-Agent: OpenAI/Python 3.57.0\r
      Accept: application/json\r
      Accept-Encoding: gzip, deflate, br\r
      Authorization: Bearer sk-0123456789abcdef\r
      X-Stainless-Lang: python\r
      X-Stainless-Retry-Count: 0\r
      Content-Type: application/json\r
      Content-Length: 0\r
      \r
      """;

  private final RequestParser parser = new RequestParser(HeadLimits.DEFAULT);
  private final ByteBuf bytes = Unpooled.wrappedBuffer(HEAD.getBytes(US_ASCII));

  @Benchmark
  public RequestHead head() {
    bytes.readerIndex(0);
    if (parser.next(bytes) != Event.HEAD) {
      throw new IllegalStateException("no head");
    }
    RequestHead head = parser.head();
    if (parser.next(bytes) != Event.END) {
      throw new IllegalStateException("no end");
    }
    return head;
  }
}
