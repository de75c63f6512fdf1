package dev.agentgateway.config.kinds.gateway;

import dev.agentgateway.config.kind.Gateways;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.ListenerSlot;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Subject;
import java.util.ArrayList;
import java.util.List;

/// Takes ports for listeners, and tells how many routes each has in the end.
public final class GatewayKind implements Kind<Gateway> {

  private static final Subject WHOLE = new Subject.Whole();

  @Override
  public String group() {
    return "gateway.networking.k8s.io";
  }

  @Override
  public String name() {
    return "Gateway";
  }

  @Override
  public List<String> versions() {
    return List.of("v1", "v1beta1");
  }

  @Override
  public Class<Gateway> type() {
    return Gateway.class;
  }

  @Override
  public void declare(Resource<Gateway> resource, Workspace workspace) {
    Gateways gateways = workspace.gateways();
    String gatewayClass = resource.record().spec().gatewayClassName();
    if (!gateways.serves(gatewayClass)) {
      gateways.pass(resource.key());
      if (!gateways.leaves(gatewayClass)) {
        workspace
            .book()
            .report(
                resource.warning(
                    "spec.gatewayClassName",
                    "there is no GatewayClass \"%s\": nobody serves this Gateway"
                        .formatted(gatewayClass),
                    "write agentgateway, or a GatewayClass of that name",
                    "Pending"));
      }
      return;
    }
    workspace.target(
        resource,
        resource.record().spec().listeners().stream().map(Gateway.Listener::name).toList());
    List<ListenerSlot> slots = new ArrayList<>();
    List<Gateway.Listener> listeners = resource.record().spec().listeners();
    for (int i = 0; i < listeners.size(); i++) {
      ListenerCheck check = new ListenerCheck(resource, workspace, "spec.listeners[" + i + "]");
      slots.add(new ListenerSlot(resource.key(), check.plan(listeners.get(i))));
    }
    gateways.declare(resource.key(), slots);
  }

  @Override
  public void conclude(Resource<Gateway> resource, Workspace workspace) {
    List<ListenerSlot> slots = workspace.gateways().find(resource.key());
    if (slots == null) {
      return;
    }
    ResourceKey key = resource.key();
    List<String> broken = new ArrayList<>();
    for (ListenerSlot slot : slots) {
      workspace.book().attachedRoutes(key, slot.plan().name(), slot.attachedRoutes());
      if (!slot.plan().isServing()) {
        broken.add(slot.plan().name());
      }
    }
    if (broken.isEmpty()) {
      workspace.book().hold(key, WHOLE, "Accepted", "Accepted", "Successfully accepted Gateway");
    } else if (broken.size() < slots.size()) {
      workspace
          .book()
          .hold(
              key,
              WHOLE,
              "Accepted",
              "ListenersNotValid",
              "Some listeners are not accepted: " + String.join(", ", broken));
    } else {
      String message = "No listener is accepted: " + String.join(", ", broken);
      workspace.book().fail(key, WHOLE, "Accepted", "ListenersNotValid", message);
      workspace.book().fail(key, WHOLE, "Programmed", "Invalid", message);
      return;
    }
    workspace
        .book()
        .hold(key, WHOLE, "Programmed", "Programmed", "Successfully programmed Gateway");
  }
}
