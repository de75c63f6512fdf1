package dev.agentgateway.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Answers of kube-apiserver 1.36 were recorded; ours are the same, but for those that are listed
/// with a reason. [#main] records them anew.
@Timeout(120)
final class OracleTest {

  private static final Path ANSWERS = Exchange.FOLDER.resolve("answers");
  private static final Path DEFINITIONS =
      Path.of("../app/src/main/resources/dev/agentgateway/app/cluster/definitions");

  @Test
  void answersAreThoseOfARealServer() throws Exception {
    Map<String, String> differences = differences();
    SoftAssertions soft = new SoftAssertions();
    try (RunningApi api =
        new RunningApi(ApiServerOptions.of(null, Secret.of(RunningApi.TOKEN), definitions()))) {
      for (Exchange each : Exchange.all()) {
        String recorded = Files.readString(ANSWERS.resolve(each.name() + ".json"));
        String ours = api.exchange(each).text();
        if (differences.containsKey(each.name())) {
          soft.assertThat(ours)
              .as(each.name() + " is the same by now: take it out of differences.txt")
              .isNotEqualTo(recorded);
        } else {
          soft.assertThat(ours).as(each.name()).isEqualTo(recorded);
        }
      }
    }
    soft.assertAll();
  }

  @Test
  void everyDifferenceIsOfARequestAndHasAReason() throws Exception {
    List<String> names = Exchange.all().stream().map(Exchange::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(differences())
        .allSatisfy((name, reason) -> {
          assertThat(names).contains(name);
          assertThat(reason).isNotBlank();
        });
  }

  private static Map<String, String> differences() throws IOException {
    Map<String, String> differences = new TreeMap<>();
    for (String line : Files.readAllLines(Exchange.FOLDER.resolve("differences.txt"))) {
      int bar = line.indexOf('|');
      if (bar > 0) {
        differences.put(line.substring(0, bar).strip(), line.substring(bar + 1).strip());
      }
    }
    return differences;
  }

  private static List<String> definitions() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(DEFINITIONS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  /// Records the answers of the server at an address without a password, as `kubectl proxy` is one.
  static void main(String[] arguments) throws Exception {
    Files.createDirectories(ANSWERS);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (Exchange each : Exchange.all()) {
        HttpRequest.Builder request = request(URI.create(arguments[0] + each.target()), each);
        HttpResponse<String> answer =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Files.writeString(
            ANSWERS.resolve(each.name() + ".json"),
            each.normal(answer.statusCode(), answer.headers().allValues("warning"), answer.body())
                .text());
      }
    }
  }

  static HttpRequest.Builder request(URI uri, Exchange exchange) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("accept", exchange.accept());
    request.header("user-agent", "oracle");
    return exchange.method().equals("GET")
        ? request
        : request
            .header("content-type", exchange.contentType())
            .method(exchange.method(), HttpRequest.BodyPublishers.ofString(exchange.body()));
  }
}
