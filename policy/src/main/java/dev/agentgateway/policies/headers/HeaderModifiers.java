package dev.agentgateway.policies.headers;

import dev.agentgateway.policy.Place;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.policy.PolicyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Header modifiers, as filters of a rule and as policies.
public final class HeaderModifiers implements PolicyType {

  @Override
  public String name() {
    return "headers";
  }

  @Override
  public List<Place<?>> places() {
    return List.of(
        Place.of(
            "HTTPRoute",
            "filters.requestHeaderModifier",
            HeaderFilter.class,
            filter -> new HeaderModifiersPolicy(HeaderEdit.compile("", filter), null)),
        Place.of(
            "HTTPRoute",
            "filters.responseHeaderModifier",
            HeaderFilter.class,
            filter -> new HeaderModifiersPolicy(null, HeaderEdit.compile("", filter))),
        Place.of(
            "AgentgatewayPolicy",
            "traffic.headerModifiers",
            HeaderModifiersConfig.class,
            HeaderModifiers::compile),
        Place.of(
            "TrafficPolicy",
            "headerModifiers",
            HeaderModifiersConfig.class,
            HeaderModifiers::compile));
  }

  /// Each way by itself: a rule's filter for requests leaves a gateway's for responses in force.
  @Override
  public Policy combine(List<Policy> attached) {
    HeaderEdit request = null;
    HeaderEdit response = null;
    for (Policy policy : attached) {
      if (!(policy instanceof HeaderModifiersPolicy modifiers)) {
        return policy;
      }
      request = modifiers.request() == null ? request : modifiers.request();
      response = modifiers.response() == null ? response : modifiers.response();
    }
    return new HeaderModifiersPolicy(request, response);
  }

  private static Policy compile(HeaderModifiersConfig config) {
    return new HeaderModifiersPolicy(
        edit("request", config.request()), edit("response", config.response()));
  }

  private static @Nullable HeaderEdit edit(String field, @Nullable HeaderFilter filter) {
    return filter == null ? null : HeaderEdit.compile(field + ".", filter);
  }
}
