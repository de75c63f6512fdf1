# Data planes that are deployed in another way, and back. Sourced by tools/cluster.sh.

set_up

# infrastructure JSON: of the Gateway.
infrastructure() {
  kubectl patch gateway agentgateway --type merge -p "{\"spec\":{\"infrastructure\":$1}}"
}

tune() {
  kubectl apply -f "$here/parameters.yaml"
  infrastructure '{"parametersRef":{"group":"agentgateway.dev","kind":"AgentgatewayParameters","name":"tuned"}}'
  until kubectl get deployment agentgateway -o yaml | grep -q log-format; do sleep 0.2; done
  rolled default deploy/agentgateway
}

turn_into_daemon_set() {
  kubectl patch agentgatewayparameters tuned --type merge \
    -p '{"spec":{"workload":{"kind":"DaemonSet"},"deployment":null,"horizontalPodAutoscaler":null}}'
  until kubectl get daemonset agentgateway 2>/dev/null; do sleep 0.2; done
  rolled default daemonset/agentgateway
  kubectl wait --for=delete deployment/agentgateway --timeout=60s
}

untune() {
  infrastructure null && kubectl rollout status deployment/agentgateway --timeout=5s
}

under_load "data planes get parameters" tune
try "a budget and a scaler are there" kubectl get poddisruptionbudget,horizontalpodautoscaler agentgateway
try "a Deployment becomes a DaemonSet" turn_into_daemon_set
try "the DaemonSet serves" chat "http://$address:8080/anthropic"
try "the scaler is gone" not kubectl get horizontalpodautoscaler agentgateway
try "the Deployment is back without parameters" untune
try "the budget is gone" not kubectl get poddisruptionbudget agentgateway
kubectl scale deploy/agentgateway --replicas=2 >/dev/null
try "two data planes are ready" rolled default deploy/agentgateway
