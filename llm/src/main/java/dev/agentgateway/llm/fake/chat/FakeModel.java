package dev.agentgateway.llm.fake.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A fake model: what it says to a chat.
@FunctionalInterface
public interface FakeModel {

  FakePlan plan(FakeChat chat, Arguments arguments);

  /// What follows a fake model's name: `fake-long-500-20` has 500 and 20.
  ///
  /// @param words in the order of the name
  /// @param count how many requests were answered before this one
  record Arguments(List<String> words, long count) {

    public Arguments {
      words = List.copyOf(words);
    }

    /// The n-th number among the words.
    public int number(int n, int otherwise) {
      List<Integer> numbers = new ArrayList<>();
      for (String word : words) {
        if (word.matches("[0-9]{1,9}")) {
          numbers.add(Integer.valueOf(word));
        }
      }
      return n < numbers.size() ? numbers.get(n) : otherwise;
    }

    public Duration millis(int n, Duration otherwise) {
      int millis = number(n, -1);
      return millis < 0 ? otherwise : Duration.ofMillis(millis);
    }

    public boolean has(String word) {
      return words.contains(word);
    }
  }
}
