package dev.agentgateway.proxy.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatherTest {

  private final Budget budget = new Budget(100);
  private final List<String> heard = new ArrayList<>();

  @Test
  void aBodyIsHandedOnWhenItIsWhole() {
    Pieces body = new Pieces(Body.LENGTH_UNKNOWN);
    Gather gather = start(body, 50);
    body.send("one ");
    body.send("two");
    assertThat(heard).isEmpty();
    body.end();
    assertThat(heard).containsExactly("whole one two");
    assertThat(budget.held()).isEqualTo(7);
    gather.release();
    assertThat(budget.held()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {Body.LENGTH_UNKNOWN, 51})
  void aBodyPastItsLimitIsRefusedAndNothingStaysHeld(long announced) {
    Pieces body = new Pieces(announced);
    start(body, 50);
    body.send("x".repeat(30));
    body.send("x".repeat(21));
    assertThat(heard).containsExactly("body_too_large");
    assertThat(body.isCancelled).isTrue();
    assertThat(budget.held()).isZero();
  }

  @Test
  void aBodyPastTheBudgetOfAllIsRefusedAndTheOthersGoOn() {
    Pieces first = new Pieces(Body.LENGTH_UNKNOWN);
    start(first, 90);
    first.send("x".repeat(80));
    Pieces second = new Pieces(Body.LENGTH_UNKNOWN);
    start(second, 90);
    second.send("x".repeat(21));
    assertThat(heard).containsExactly("overloaded");
    first.end();
    assertThat(heard).hasSize(2);
  }

  @Test
  void aBodyThatFailsIsNotTakenForWhole() {
    Pieces body = new Pieces(10);
    start(body, 50);
    body.send("half");
    body.fail(new Failure.UpstreamCut("cut"));
    body.end();
    assertThat(heard).containsExactly("upstream_cut");
  }

  @Test
  void whoFailsOverAWholeBodyByMistakeHearsOfIt() {
    Pieces body = new Pieces(10);
    Gather.start(
        body,
        50,
        budget,
        _ -> {
          throw new IllegalStateException("planted");
        },
        failure -> heard.add(failure.code()));
    body.send("half");
    assertThatThrownBy(body::end).hasMessage("planted");
    assertThat(heard).containsExactly("internal");
  }

  @Test
  void aCancelledGatheringIsSilentAndHoldsNothing() {
    Pieces body = new Pieces(10);
    Gather gather = start(body, 50);
    body.send("half");
    gather.cancel();
    assertThat(heard).isEmpty();
    assertThat(budget.held()).isZero();
    assertThat(body.isCancelled).isTrue();
  }

  private Gather start(Body body, long bytesMax) {
    return Gather.start(
        body,
        bytesMax,
        budget,
        bytes -> heard.add("whole " + new String(bytes, UTF_8)),
        failure -> heard.add(failure.code()));
  }

  /// A body whose pieces the test sends.
  private static final class Pieces implements Body {

    private final long length;
    private Sink sink =
        new Sink() {
          @Override
          public void chunk(Chunk chunk) {
            chunk.release();
          }

          @Override
          public void end() {}

          @Override
          public void fail(Failure failure) {}
        };
    private boolean isCancelled;

    Pieces(long length) {
      this.length = length;
    }

    void send(String text) {
      sink.chunk(Chunk.of(text.getBytes(UTF_8)));
    }

    void end() {
      sink.end();
    }

    void fail(Failure failure) {
      sink.fail(failure);
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void readTo(Sink to) {
      sink = to;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void cancel() {
      isCancelled = true;
    }
  }
}
