package dev.agentgateway.llm.fake;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Loop;
import dev.agentgateway.llm.fake.script.FakeStep;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A body that plays the steps after the head, in their time.
final class ScriptBody implements Body {

  private final Iterator<FakeStep> steps;
  private final long length;
  private final Loop loop;
  private @Nullable Sink sink;
  private Loop.@Nullable Timer timer;
  private boolean isPaused;
  private boolean isPlaying;
  private boolean isOver;

  ScriptBody(Iterator<FakeStep> steps, long length, Loop loop) {
    this.steps = steps;
    this.length = length;
    this.loop = loop;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readTo(Sink sink) {
    this.sink = sink;
    play();
  }

  @Override
  public void pause() {
    isPaused = true;
  }

  @Override
  public void resume() {
    isPaused = false;
    if (sink != null) {
      play();
    }
  }

  @Override
  public void cancel() {
    isOver = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  private void play() {
    if (isPlaying) {
      return;
    }
    isPlaying = true;
    while (!isOver && !isPaused && timer == null) {
      if (steps.hasNext()) {
        step(steps.next());
      } else {
        isOver = true;
        Objects.requireNonNull(sink).end();
      }
    }
    isPlaying = false;
  }

  private void step(FakeStep step) {
    Sink to = Objects.requireNonNull(sink);
    switch (step) {
      case FakeStep.Send send -> to.chunk(Chunk.of(send.bytes()));
      case FakeStep.Pause pause -> timer = loop.after(pause.length(), this::goOn);
      case FakeStep.Silence _ -> isOver = true;
      case FakeStep.Cut _ -> {
        isOver = true;
        to.fail(new Failure.UpstreamCut("a fake model cut its answer"));
      }
      case FakeStep.Head _ -> throw new IllegalStateException("a second head");
    }
  }

  private void goOn() {
    timer = null;
    play();
  }
}
