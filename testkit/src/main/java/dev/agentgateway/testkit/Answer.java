package dev.agentgateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeScript;
import dev.agentgateway.llm.fake.script.FakeStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a fake upstream answers to one request.
public sealed interface Answer {

  /// HTTP as it should be, but for the faults in the script.
  record Scripted(FakeScript script) implements Answer {}

  /// Bytes as they are, head and all; then the connection is closed. [FakeStep.Head] has no place
  /// here.
  record Raw(List<FakeStep> steps) implements Answer {
    public Raw {
      steps = List.copyOf(steps);
    }
  }

  static Answer of(FakeScript script) {
    return new Scripted(script);
  }

  static Answer of(int status, Headers headers, String body) {
    return new Scripted(FakeScript.whole(status, headers, body.getBytes(UTF_8)));
  }

  static Answer json(int status, String body) {
    return new Scripted(FakeScript.json(status, body));
  }

  static Answer text(int status, String body) {
    return of(status, Headers.of("content-type", "text/plain"), body);
  }

  /// A stream of events with status 200: each piece is sent as it is, in a chunk of its own.
  static Answer events(String... pieces) {
    List<FakeStep> steps = new ArrayList<>();
    steps.add(new FakeStep.Head(200, Headers.of("content-type", "text/event-stream")));
    for (String piece : pieces) {
      steps.add(new FakeStep.Send(piece.getBytes(UTF_8)));
    }
    return new Scripted(new FakeScript(steps));
  }

  static Answer raw(String... pieces) {
    List<FakeStep> steps = new ArrayList<>();
    for (String piece : pieces) {
      steps.add(new FakeStep.Send(piece.getBytes(UTF_8)));
    }
    return new Raw(steps);
  }

  /// Closes the connection without a byte.
  static Answer cut() {
    return new Raw(Collections.singletonList(new FakeStep.Cut()));
  }

  /// Takes the request and never says a byte.
  static Answer silence() {
    return new Raw(Collections.singletonList(new FakeStep.Silence()));
  }

  /// This answer with a wait before it.
  default Answer after(Duration pause) {
    FakeStep wait = new FakeStep.Pause(pause);
    return switch (this) {
      case Scripted(FakeScript script) -> {
        List<FakeStep> steps = new ArrayList<>();
        steps.add(wait);
        script.steps().forEach(steps::add);
        yield new Scripted(new FakeScript(steps));
      }
      case Raw(List<FakeStep> steps) -> {
        List<FakeStep> later = new ArrayList<>(steps);
        later.addFirst(wait);
        yield new Raw(later);
      }
    };
  }

  /// This answer with further steps at its end: a pause, a silence, a cut.
  default Answer then(FakeStep... more) {
    return switch (this) {
      case Scripted(FakeScript script) -> {
        List<FakeStep> steps = new ArrayList<>();
        script.steps().forEach(steps::add);
        steps.addAll(List.of(more));
        yield new Scripted(new FakeScript(steps));
      }
      case Raw(List<FakeStep> steps) -> {
        List<FakeStep> longer = new ArrayList<>(steps);
        longer.addAll(List.of(more));
        yield new Raw(longer);
      }
    };
  }
}
