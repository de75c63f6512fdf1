package dev.agentgateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.testkit.ClientLab.Vendor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;

/// A lab for clients in other languages: a command a line on the standard input, an answer a line
/// on the output, until the input ends.
///
/// ```
/// url OPENAI            where its clients go, without /v1
/// count OPENAI          how many requests reached the provider
/// refuse OPENAI 429     its next answer is this, with Retry-After of 1 second
/// left OPENAI           whether the client of the latest request leaves within 5 seconds
/// latest OPENAI         the body of the latest request
/// ```
public final class ClientLabConsole {

  private static final Duration LEAVING_MAX = Duration.ofSeconds(5);

  private ClientLabConsole() {}

  /// @param arguments none
  public static void main(String[] arguments) throws IOException {
    try (ClientLab lab = ClientLab.start();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(answer(lab, line.split(" ", -1)));
      }
    }
  }

  private static String answer(ClientLab lab, String[] words) {
    Vendor vendor = Vendor.valueOf(words[1]);
    FakeUpstream upstream = lab.upstream(vendor);
    return switch (words[0]) {
      case "url" -> lab.url(vendor);
      case "count" -> String.valueOf(upstream.received().size());
      case "left" -> String.valueOf(lab.latest(vendor).awaitLeft(LEAVING_MAX));
      case "latest" -> lab.latest(vendor).text().replaceAll("[\\r\\n]+", " ");
      case "refuse" -> {
        upstream.enqueue(refusal(Integer.parseInt(words[2])));
        yield "ok";
      }
      default -> "unknown command: " + words[0];
    };
  }

  private static Answer refusal(int status) {
    String body =
        """
        {"type":"error","error":{"type":"overloaded_error","message":"Slow down"}}\
        """;
    return Answer.of(
        status, Headers.of("content-type", "application/json", "retry-after", "1"), body);
  }
}
