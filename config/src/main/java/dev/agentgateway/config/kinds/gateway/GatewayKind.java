package dev.agentgateway.config.kinds.gateway;

import dev.agentgateway.config.addresses.Addresses.Asked;
import dev.agentgateway.config.addresses.Addresses.Given;
import dev.agentgateway.config.kind.Book;
import dev.agentgateway.config.kind.Gateways;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.ListenerSlot;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.config.workload.ParametersRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    Given given = gateways.addresses().give(resource.key(), asked(resource));
    workspace.book().addresses(resource.key(), own(given));
    List<ListenerSlot> slots = new ArrayList<>();
    List<Gateway.Listener> listeners = resource.record().spec().listeners();
    for (int i = 0; i < listeners.size(); i++) {
      ListenerCheck check =
          new ListenerCheck(resource, workspace, given.values(), "spec.listeners[" + i + "]");
      slots.add(new ListenerSlot(resource.key(), given.values(), check.plan(listeners.get(i))));
    }
    gateways.declare(resource.key(), slots);
    if (gateways.addresses().isShared() && !resource.record().spec().addresses().isEmpty()) {
      workspace
          .book()
          .report(
              resource.warning(
                  "spec.addresses",
                  "all Gateways share the addresses of the machine: this has no effect",
                  "remove it",
                  "Doubtful"));
    }
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
    Given given = workspace.gateways().addresses().give(key, asked(resource));
    Book book = workspace.book();
    String undeployable = undeployable(resource, workspace);
    if (undeployable != null) {
      book.report(
          resource.error(
              "spec.infrastructure.parametersRef",
              undeployable,
              "write the parameters, or mend the reference",
              "InvalidParameters"));
      book.fail(key, WHOLE, "Accepted", "InvalidParameters", undeployable);
      book.fail(key, WHOLE, "Programmed", "Invalid", undeployable);
      return;
    }
    if (!given.unsupported().isEmpty()) {
      refuseAddresses(resource, given.unsupported(), "UnsupportedAddress", book);
      book.fail(key, WHOLE, "Accepted", "UnsupportedAddress", given.unsupported());
      book.fail(key, WHOLE, "Programmed", "Invalid", given.unsupported());
      return;
    }
    if (broken.size() == slots.size()) {
      String message = "No listener is accepted: " + String.join(", ", broken);
      book.fail(key, WHOLE, "Accepted", "ListenersNotValid", message);
      book.fail(key, WHOLE, "Programmed", "Invalid", message);
      return;
    }
    if (broken.isEmpty()) {
      book.hold(key, WHOLE, "Accepted", "Accepted", "Successfully accepted Gateway");
    } else {
      String message = "Some listeners are not accepted: " + String.join(", ", broken);
      book.hold(key, WHOLE, "Accepted", "ListenersNotValid", message);
    }
    if (given.unusable().isEmpty()) {
      book.hold(key, WHOLE, "Programmed", "Programmed", "Successfully programmed Gateway");
    } else {
      refuseAddresses(resource, given.unusable(), given.reason(), book);
      book.fail(key, WHOLE, "Programmed", given.reason(), given.unusable());
    }
  }

  private static @Nullable String undeployable(Resource<Gateway> resource, Workspace workspace) {
    Gateway.Spec spec = resource.record().spec();
    Gateway.Infrastructure infrastructure = spec.infrastructure();
    ParametersRef ref = infrastructure == null ? null : infrastructure.parametersRef();
    ResourceKey own =
        ref == null
            ? null
            : new ResourceKey(ref.group(), ref.kind(), resource.namespace(), ref.name());
    return workspace.parameters().faultOf(spec.gatewayClassName(), own);
  }

  private static void refuseAddresses(
      Resource<Gateway> resource, String cause, String reason, Book book) {
    book.report(resource.error("spec.addresses", cause, "", reason));
  }

  private static List<Asked> asked(Resource<Gateway> resource) {
    return resource.record().spec().addresses().stream()
        .map(each -> new Asked(each.type(), each.value() == null ? "" : each.value()))
        .toList();
  }

  /// What the Gateway has, and others do not.
  private static List<String> own(Given given) {
    return given.values().stream().filter(each -> !each.isEmpty()).toList();
  }
}
