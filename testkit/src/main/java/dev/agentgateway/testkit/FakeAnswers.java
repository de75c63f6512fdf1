package dev.agentgateway.testkit;

import dev.agentgateway.llm.fake.FakeProvider;
import java.util.concurrent.atomic.AtomicLong;

/// Answers of the fake models.
final class FakeAnswers {

  private final FakeProvider provider;
  private final AtomicLong count = new AtomicLong();

  FakeAnswers() {
    this("fake-echo");
  }

  /// @param otherwise the model that answers for names that are no fake model's
  FakeAnswers(String otherwise) {
    provider = FakeProvider.answeringAs(otherwise);
  }

  Answer answer(Received request) {
    return Answer.of(
        provider.answer(
            request.method(),
            request.target(),
            request.headers(),
            request.body(),
            count.getAndIncrement()));
  }
}
