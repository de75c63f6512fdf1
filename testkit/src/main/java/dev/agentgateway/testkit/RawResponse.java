package dev.agentgateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseReader;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A response as it was read.
public final class RawResponse {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final boolean isComplete;

  RawResponse(int status, Headers headers, byte[] body, boolean isComplete) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.isComplete = isComplete;
  }

  public int status() {
    return status;
  }

  /// As they came, framing fields too.
  public Headers headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  /// False when the connection ended before the body did.
  public boolean isComplete() {
    return isComplete;
  }

  @Override
  public String toString() {
    return status + " " + headers + " " + text();
  }

  public String text() {
    return new String(body, UTF_8);
  }

  public JsonNode json() {
    return MAPPER.readTree(body);
  }

  /// The events of a stream that were complete.
  public List<SseEvent> events() {
    return new SseReader().on(body);
  }

  /// Status and headers of a response.
  public record Head(int status, Headers headers) {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2}) .*");

    static Head read(WireInput in) throws IOException {
      while (true) {
        String line = in.lineNotEnd();
        var matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
          throw new WireInput.Malformed("no status line: " + line);
        }
        int status = Integer.parseInt(matcher.group(1));
        Headers headers = in.headers();
        if (status >= 200 || status == 101) {
          return new Head(status, headers);
        }
      }
    }
  }
}
