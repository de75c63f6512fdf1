package dev.agentgateway.config;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.UpstreamTls;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Match;
import dev.agentgateway.snapshot.Pick;
import dev.agentgateway.snapshot.Route;
import dev.agentgateway.snapshot.Snapshot;
import dev.agentgateway.snapshot.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What runs, written down for people. Secrets are masked; what is as by default is left out.
public final class SnapshotDump {

  private static final String MASK = "***";

  private SnapshotDump() {}

  public static String json(Snapshot snapshot) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree(snapshot));
  }

  public static String yaml(Snapshot snapshot) {
    return YamlText.of(tree(snapshot));
  }

  /// Maps, lists, texts, numbers and booleans.
  public static Map<String, Object> tree(Snapshot snapshot) {
    List<Object> binds = new ArrayList<>();
    for (Snapshot.Bind bind : snapshot.binds().values()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      put(fields, "address", bind.door().address());
      fields.put("port", bind.door().port());
      fields.put("tls", bind.isTls());
      fields.put("listeners", bind.listeners().stream().map(SnapshotDump::listener).toList());
      binds.add(fields);
    }
    return Map.of("binds", binds);
  }

  private static Map<String, Object> listener(Listener listener) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("gateway", listener.gateway());
    fields.put("name", listener.name());
    put(fields, "hostname", listener.hostname());
    if (!listener.certificates().isEmpty()) {
      fields.put("certificates", listener.certificates().stream().map(_ -> MASK).toList());
    }
    fields.put("routes", listener.routes().stream().map(SnapshotDump::route).toList());
    return fields;
  }

  private static Map<String, Object> route(Route route) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("route", route.id());
    fields.put("rule", route.rule());
    put(fields, "hostnames", route.hostnames());
    fields.put("matches", route.matches().stream().map(SnapshotDump::match).toList());
    put(fields, "policies", policies(route.policies()));
    fields.put("targets", route.targets().stream().map(SnapshotDump::weighted).toList());
    return fields;
  }

  private static Map<String, Object> match(Match match) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (match.path()) {
      case Match.Path.Exact(String value) -> fields.put("exact", value);
      case Match.Path.Prefix(String value) -> fields.put("prefix", value);
      case Match.Path.Regex(var pattern) -> fields.put("regex", pattern.pattern());
    }
    if (match.method() != null) {
      fields.put("method", match.method());
    }
    put(fields, "headers", match.headers().stream().map(SnapshotDump::field).toList());
    put(fields, "query", match.query().stream().map(SnapshotDump::field).toList());
    return fields;
  }

  private static String field(Match.Field field) {
    return field.name() + (field.pattern() == null ? " = " : " ~ ") + field.value();
  }

  private static List<String> policies(List<Policy> policies) {
    return policies.stream().map(String::valueOf).toList();
  }

  private static Map<String, Object> weighted(Route.Weighted weighted) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weight", weighted.weight());
    put(fields, "policies", policies(weighted.policies()));
    fields.putAll(target(weighted.target()));
    return fields;
  }

  private static Map<String, Object> target(Target target) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (target) {
      case Target.Llm(String name, List<Target.Group> groups, ForwardPlan plan) -> {
        fields.put("backend", name);
        fields.put(
            "groups",
            groups.stream()
                .map(group -> group.choices().stream().map(SnapshotDump::choice).toList())
                .toList());
        put(fields, "plan", plan(plan));
      }
      case Target.Models(String name, List<Target.Entry> entries, ForwardPlan plan) -> {
        fields.put("backend", name);
        fields.put("models", entries.stream().map(SnapshotDump::entry).toList());
        put(fields, "plan", plan(plan));
      }
      case Target.Http(String name, List<Endpoint> endpoints, ForwardPlan plan) -> {
        fields.put("backend", name);
        fields.put("endpoints", endpoints.stream().map(SnapshotDump::endpoint).toList());
        put(fields, "plan", plan(plan));
      }
      case Target.Broken(String name, var failure) -> {
        fields.put("backend", name);
        fields.put("answers", failure.status() + " " + failure.words());
      }
    }
    return fields;
  }

  private static Map<String, Object> entry(Target.Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", entry.pattern());
    fields.put("listed", entry.isListed());
    switch (entry.pick()) {
      case Pick.Only(Target.Llm backend) -> fields.putAll(target(backend));
      case Pick.Shares(List<Pick.Share> shares) ->
          fields.put("shares", shares.stream().map(SnapshotDump::share).toList());
      case Pick.Cases(List<Pick.Case> cases) ->
          fields.put("cases", cases.stream().map(SnapshotDump::oneCase).toList());
    }
    return fields;
  }

  private static Map<String, Object> share(Pick.Share share) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weight", share.weight());
    fields.putAll(target(share.backend()));
    return fields;
  }

  private static Map<String, Object> oneCase(Pick.Case each) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "when", each.when() == null ? null : each.when().source());
    fields.putAll(target(each.backend()));
    return fields;
  }

  private static Map<String, Object> choice(Target.Choice choice) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", choice.upstream().name());
    fields.put("provider", choice.upstream().provider().name());
    put(fields, "model", choice.upstream().own().model());
    put(fields, "apiVersion", choice.upstream().own().apiVersion());
    fields.put("endpoint", endpoint(choice.endpoint()));
    put(fields, "path", choice.upstream().path());
    put(fields, "pathPrefix", choice.upstream().pathPrefix());
    fields.put("credential", credential(choice.upstream().credential()));
    put(fields, "chat", chat(choice.upstream().settings()));
    return fields;
  }

  private static String credential(Credential credential) {
    return switch (credential) {
      case Credential.None _ -> "none";
      case Credential.Key _ -> MASK;
      case Credential.Header(String name, String prefix, var _) -> name + ": " + prefix + MASK;
      case Credential.Passthrough _ -> "passthrough";
    };
  }

  private static String endpoint(Endpoint endpoint) {
    UpstreamTls tls = endpoint.tls();
    if (tls == null) {
      return "http://" + endpoint.address();
    }
    StringBuilder text = new StringBuilder("https://" + endpoint.address());
    if (tls.serverName() != null) {
      text.append(" sni ").append(tls.serverName());
    }
    if (tls.verify() != UpstreamTls.Verify.FULL) {
      text.append(" verify ").append(tls.verify());
    }
    if (!tls.authorities().isEmpty()) {
      text.append(" authorities ").append(tls.authorities().size());
    }
    if (tls.certificate() != null) {
      text.append(" certificate ").append(MASK);
    }
    if (!tls.alternativeNames().isEmpty()) {
      text.append(" names ").append(tls.alternativeNames());
    }
    return text.toString();
  }

  private static Map<String, Object> plan(ForwardPlan plan) {
    ForwardPlan usual = ForwardPlan.DEFAULT;
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!plan.timeouts().equals(usual.timeouts())) {
      fields.put("timeouts", plan.timeouts().toString());
    }
    if (!plan.request().equals(usual.request())) {
      fields.put("request", plan.request().toString());
    }
    if (plan.bodyBytesMax() != usual.bodyBytesMax()) {
      fields.put("bodyBytesMax", plan.bodyBytesMax());
    }
    if (plan.host() != usual.host()) {
      fields.put("host", plan.host().toString());
    }
    put(fields, "chat", chat(plan.chat()));
    return fields;
  }

  private static Map<String, Object> chat(ChatSettings chat) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "prepend", chat.prepend().stream().map(SnapshotDump::message).toList());
    put(fields, "append", chat.append().stream().map(SnapshotDump::message).toList());
    put(fields, "defaults", texts(chat.defaults()));
    put(fields, "overrides", texts(chat.overrides()));
    put(fields, "modelAliases", chat.modelAliases());
    Map<String, Object> routes = new LinkedHashMap<>();
    chat.routes().forEach((path, type) -> routes.put(path, written(type)));
    put(fields, "routes", routes);
    if (chat.fidelity() != null) {
      fields.put("fidelity", chat.fidelity().toString());
    }
    return fields;
  }

  private static String written(RouteType type) {
    return type.written();
  }

  private static String message(ChatSettings.PromptMessage message) {
    return message.role() + ": " + message.content();
  }

  private static Map<String, Object> texts(Map<String, ?> values) {
    Map<String, Object> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    boolean isEmpty =
        value == null
            || value.equals("")
            || (value instanceof List<?> list && list.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty());
    if (!isEmpty) {
      fields.put(name, value);
    }
  }
}
