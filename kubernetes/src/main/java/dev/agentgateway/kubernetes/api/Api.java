package dev.agentgateway.kubernetes.api;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An API server. Nothing else knows by which client it is spoken to.
public final class Api implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long ANSWER_SECONDS = 20;
  private static final int CAUSES_MAX = 16;

  private final KubernetesClient client;

  private Api(KubernetesClient client) {
    this.client = client;
  }

  /// Reads how to get there, and asks nothing yet.
  public static Api open(Access access) throws ApiFailure {
    return new Api(new KubernetesClientBuilder().withConfig(access.config()).build());
  }

  /// Reads how to get there, and asks whether somebody answers.
  public static Api connect(Access access) throws ApiFailure {
    KubernetesClient client = new KubernetesClientBuilder().withConfig(access.config()).build();
    try {
      client.getApiResources("v1");
      return new Api(client);
    } catch (KubernetesClientException e) {
      client.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ApiFailure(
          "the API server %s cannot be used: %s"
              .formatted(client.getMasterUrl(), cause.getMessage()));
    }
  }

  public String url() {
    String url = client.getMasterUrl().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// The namespace that the context names, else `default`.
  public String namespace() {
    String named = client.getConfiguration().getNamespace();
    return named == null || named.isEmpty() ? "default" : named;
  }

  /// Asks, and waits for the answer, whatever it is.
  public Answer ask(Question question) throws ApiFailure {
    HttpResponse<String> response =
        await(client.getHttpClient().sendAsync(request(question).build(), String.class));
    String body = response.body() == null ? "" : response.body();
    return Answer.of(response.code(), body, response.headers("Warning"));
  }

  /// Asks for what comes line by line, until the server ends it.
  ///
  /// @return the answer when it was none of that; its body is among the lines
  public Answer follow(Question question, Consumer<String> line) throws ApiFailure {
    Lines lines = new Lines(line);
    HttpResponse<AsyncBody> response =
        await(client.getHttpClient().consumeBytes(request(question).forStreaming().build(), lines));
    try {
      response.body().consume();
      response.body().done().get();
      lines.end();
    } catch (ExecutionException e) {
      throw new ApiFailure(words(e));
    } catch (InterruptedException e) {
      response.body().cancel();
      Thread.currentThread().interrupt();
    }
    return Answer.of(response.code(), "", response.headers("Warning"));
  }

  private HttpRequest.Builder request(Question question) {
    HttpRequest.Builder request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(URI.create(url() + question.target()))
            .header("Accept", question.accept());
    return question.contentType().isEmpty()
        ? request
        : request.method(question.method(), question.contentType(), question.body());
  }

  private <T> T await(CompletableFuture<T> coming) throws ApiFailure {
    try {
      return coming.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new ApiFailure(words(e));
    } catch (TimeoutException e) {
      throw new ApiFailure("no answer for " + ANSWER_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiFailure("interrupted");
    }
  }

  /// The innermost cause: those around it say only that something failed.
  private String words(ExecutionException failed) {
    String host = URI.create(url()).getAuthority();
    Throwable cause = failed;
    for (int i = 0; i < CAUSES_MAX && cause.getCause() != null; i++) {
      cause = cause.getCause();
      if (cause instanceof ConnectException) {
        return "The connection to the server %s was refused - did you specify the right host or port?"
            .formatted(host);
      }
    }
    String message = cause.getMessage();
    return "Unable to connect to the server: "
        + (message == null ? cause.getClass().getSimpleName() : message);
  }

  public boolean isAnswering() {
    try {
      return client.raw("/version") != null;
    } catch (KubernetesClientException silent) {
      return false;
    }
  }

  /// How a kind is served, by the first of these versions that is; null when none is.
  public @Nullable Served find(String group, List<String> versions, String kind) {
    for (String version : versions) {
      APIResourceList list = resources(group.isEmpty() ? version : group + "/" + version);
      for (APIResource each : list == null ? List.<APIResource>of() : list.getResources()) {
        if (kind.equals(each.getKind()) && each.getName().indexOf('/') < 0) {
          return new Served(group, version, kind, each.getName(), each.getNamespaced());
        }
      }
    }
    return null;
  }

  private @Nullable APIResourceList resources(String groupVersion) {
    try {
      return client.getApiResources(groupVersion);
    } catch (KubernetesClientException e) {
      return null;
    }
  }

  /// Tells all objects of a kind, and from then on each change.
  ///
  /// @param namespace in which alone; empty for all
  public Watching watch(Served served, String namespace, Sink sink) {
    return Watching.start(client, served, namespace, sink);
  }

  /// Writes what is ours of an object, by server-side apply.
  public Reply apply(String path, ObjectNode body, String manager) {
    return send(
        "PATCH",
        path + "?fieldManager=" + manager + "&force=true",
        "application/apply-patch+yaml",
        body);
  }

  public Reply delete(String path) {
    return exchange("DELETE", path, "application/json", null).reply();
  }

  public Reply create(String collection, ObjectNode body) {
    return send("POST", collection, "application/json", body);
  }

  public Reply merge(String path, ObjectNode body) {
    return send("PATCH", path, "application/merge-patch+json", body);
  }

  /// Writes an object that says what is asked; what comes back says the answer.
  public Answered ask(String collection, ObjectNode body) {
    return exchange("POST", collection, "application/json", body);
  }

  /// Takes the place of what is there, when its version is the one that the body names.
  public Reply replace(String path, ObjectNode body) {
    return send("PUT", path, "application/json", body);
  }

  public Answered read(String path) {
    return exchange("GET", path, "application/json", null);
  }

  private Reply send(String method, String path, String type, ObjectNode body) {
    return exchange(method, path, type, body).reply();
  }

  private Answered exchange(String method, String path, String type, @Nullable ObjectNode body) {
    HttpRequest.Builder request =
        client.getHttpClient().newHttpRequestBuilder().uri(URI.create(url() + path));
    request.method(method, type, body == null ? null : JSON.writeValueAsString(body));
    try {
      HttpResponse<String> response =
          client
              .getHttpClient()
              .sendAsync(request.build(), String.class)
              .get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return new Answered(new Reply(response.code(), words(response)), tree(response));
    } catch (ExecutionException e) {
      return Answered.without(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    } catch (TimeoutException e) {
      return Answered.without("no answer for " + ANSWER_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answered.without("closing");
    }
  }

  private static JsonNode tree(HttpResponse<String> response) {
    try {
      return response.isSuccessful() ? JSON.readTree(response.body()) : JSON.createObjectNode();
    } catch (RuntimeException noJson) {
      return JSON.createObjectNode();
    }
  }

  /// The message of a Status; nothing of an object, which may hold secrets.
  private static String words(HttpResponse<String> response) {
    if (response.isSuccessful()) {
      return "";
    }
    List<String> words = new ArrayList<>();
    words.add(String.valueOf(response.code()));
    try {
      JsonNode status = JSON.readTree(response.body());
      words.add(status.path("message").asString(""));
    } catch (RuntimeException noJson) {
      words.add("without a Status");
    }
    return String.join(" ", words);
  }

  @Override
  public void close() {
    client.close();
  }
}
