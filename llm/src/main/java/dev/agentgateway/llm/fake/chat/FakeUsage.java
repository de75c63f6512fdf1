package dev.agentgateway.llm.fake.chat;

import dev.agentgateway.llm.fake.chat.FakeChat.FakeSegment;

/// What an answer says that it cost.
///
/// @param output tokens of the answer, thinking among them
public record FakeUsage(
    long input, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output, long thinking) {

  /// All of the prompt read anew.
  public static FakeUsage plain(FakeChat chat) {
    return new FakeUsage(chat.promptTokens(), 0, 0, 0, 0, 0);
  }

  /// What came before the assistant's last turn was written by the request before this one and is
  /// read; what follows, up to the last mark, is written. Without a mark there is no cache.
  public static FakeUsage cached(FakeChat chat) {
    int lastMark = -1;
    int lastHourMark = -1;
    for (int i = 0; i < chat.segments().size(); i++) {
      String ttl = chat.segments().get(i).ttl();
      lastMark = ttl == null ? lastMark : i;
      lastHourMark = "1h".equals(ttl) ? i : lastHourMark;
    }
    if (lastMark < 0) {
      return plain(chat);
    }
    int assistant = chat.lastAssistant();
    long[] parts = new long[4];
    for (int i = 0; i < chat.segments().size(); i++) {
      FakeSegment segment = chat.segments().get(i);
      boolean isRead = assistant >= 0 && segment.turn() < assistant;
      int part = isRead ? 1 : i > lastMark ? 0 : i <= lastHourMark ? 3 : 2;
      parts[part] += segment.tokens();
    }
    return new FakeUsage(parts[0], parts[1], parts[2], parts[3], 0, 0);
  }

  public FakeUsage with(long output, long thinking) {
    return new FakeUsage(input, cacheRead, cacheWrite5m, cacheWrite1h, output, thinking);
  }

  public long prompt() {
    return input + cacheRead + cacheWrite5m + cacheWrite1h;
  }
}
