#!/usr/bin/env bash
# Tries controller and data planes on the cluster that KUBECONFIG names, and takes all of it away again. The
# cluster has the Gateway API and gives addresses to Services of type LoadBalancer; it knows the image
# agentgateway:0.1.0, which `./build image` makes. Needs kubectl and helm.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
here=$root/tools/cluster
system=agentgateway-system
folder=$(mktemp -d)
failed=0

kubectl version >/dev/null || { echo "cluster: no cluster answers, see KUBECONFIG" >&2; exit 1; }

clean() {
  touch "$folder/over"
  [ -z "${forward:-}" ] || kill "$forward" 2>/dev/null || true
  kubectl delete --ignore-not-found -f "$here/page.yaml" -f "$here/parameters.yaml" >/dev/null 2>&1 || true
  helm uninstall -n $system agentgateway agentgateway-crds >/dev/null 2>&1 || true
  helm uninstall -n kgateway-system kgateway kgateway-crds >/dev/null 2>&1 || true
  kubectl delete --wait=false --ignore-not-found namespace $system kgateway-system page >/dev/null
  kubectl delete --ignore-not-found gatewayclass agentgateway >/dev/null
  wait
  rm -rf "$folder"
}
trap clean EXIT

# try WHAT COMMAND...: the command succeeds within 60 s.
try() {
  local what=$1 start=$SECONDS
  shift
  until "$@" >"$folder/said" 2>&1; do
    if ((SECONDS - start > 60)); then
      printf 'FAILED  %s\n' "$what"
      tail -n 5 "$folder/said"
      failed=1
      return 0
    fi
  done
  printf 'ok      %s (%s s)\n' "$what" $((SECONDS - start))
}

# A chat at a URL is answered as a chat.
chat() {
  curl -sf -m 5 "$1" -H 'content-type: application/json' \
    -d '{"model":"","messages":[{"role":"user","content":"hello from here"}]}' | grep -q chat.completion
}

# Asks all the time, until told that it is over, and counts.
load() {
  local asked=0 lost=0
  until [ -e "$folder/over" ] || [ -e "$folder/pause" ]; do
    asked=$((asked + 1))
    chat "http://$address:8080/anthropic" || lost=$((lost + 1))
  done
  echo "$asked $lost" >"$folder/load"
}

# under_load WHAT COMMAND...: no answer is lost while it is done.
under_load() {
  local what=$1 loader asked lost
  shift
  rm -f "$folder/pause"
  load &
  loader=$!
  "$@" >"$folder/said" 2>&1 || { echo "FAILED  $what: $(tail -n 1 "$folder/said")" && failed=1; }
  touch "$folder/pause"
  wait "$loader"
  read -r asked lost <"$folder/load"
  if [ "$lost" = 0 ]; then
    echo "ok      $what: $asked answers, none lost"
  else
    echo "FAILED  $what: $lost of $asked answers lost" && failed=1
  fi
}

path() {
  local patch="[{\"op\":\"replace\",\"path\":\"/spec/rules/1/matches/0/path/value\",\"value\":\"$1\"}]"
  kubectl patch httproute anthropic --type json -p "$patch"
}

rolled() {
  kubectl -n "$1" rollout status "deploy/$2" --timeout=90s
}

restart() {
  kubectl -n "$1" rollout restart "deploy/$2" && rolled "$1" "$2"
}

kill_pods() {
  kubectl -n "$1" delete pod -l "$2" --wait=true --grace-period=0 --force
}

stop_controller() {
  kubectl -n $system scale deploy/agentgateway --replicas=0
  kubectl -n $system wait --for=delete pod -l app.kubernetes.io/name=agentgateway-controller --timeout=60s
}

start_controller() {
  kubectl -n $system scale deploy/agentgateway --replicas=2 && rolled $system agentgateway
}

a_new_data_plane_is_not_ready() {
  kubectl rollout restart deploy/agentgateway
  ! kubectl rollout status deploy/agentgateway --timeout=8s
}

kubectl config set-context --current --namespace=default >/dev/null
# install RELEASE: a chart, or what differs from what is there.
install() {
  helm upgrade -i "$1" "$root/charts/$1" -n $system --create-namespace "${@:2}"
}

try "the kinds are installed" install agentgateway-crds
try "the controller is installed" install agentgateway --set controller.replicaCount=2
try "two controllers are ready" rolled $system agentgateway
kubectl apply -f "$here/page.yaml" >/dev/null
try "the provider is ready" rolled default provider
try "a data plane is deployed" rolled default agentgateway
kubectl scale deploy/agentgateway --replicas=2 >/dev/null
try "two data planes are ready" rolled default agentgateway
try "the Gateway is programmed" kubectl wait --for=condition=Programmed gateway/agentgateway --timeout=5s
try "the route resolves" kubectl wait --timeout=5s httproute/anthropic \
  --for='jsonpath={.status.parents[0].conditions[?(@.type=="ResolvedRefs")].status}=True'
address=$(kubectl get service agentgateway -o 'jsonpath={.status.loadBalancer.ingress[0].ip}')
try "the page's chat by the Service's address, AgentgatewayBackend" chat "http://$address:8080/anthropic"
try "the page's chat by the Service's address, Backend" chat "http://$address:8080/older"
kubectl port-forward deployment/agentgateway 18080:8080 >/dev/null 2>&1 &
forward=$!
try "the page's chat by port-forward" chat http://localhost:18080/anthropic

under_load "a route is changed" path /changed
try "the change is served" chat "http://$address:8080/changed"
under_load "data planes are restarted one by one" restart default agentgateway
under_load "controllers are restarted one by one" restart $system agentgateway
under_load "all controllers are killed at once" kill_pods $system app.kubernetes.io/name=agentgateway-controller
try "controllers are back" rolled $system agentgateway
under_load "the controller is away" stop_controller
path /while-away >/dev/null
under_load "a new data plane without a controller is not ready, the others serve" a_new_data_plane_is_not_ready
under_load "the controller comes back" start_controller
try "the new data plane is ready" rolled default agentgateway
try "what changed meanwhile is served" chat "http://$address:8080/while-away"

# infrastructure JSON: of the Gateway.
infrastructure() {
  kubectl patch gateway agentgateway --type merge -p "{\"spec\":{\"infrastructure\":$1}}"
}

tune() {
  kubectl apply -f "$here/parameters.yaml"
  infrastructure '{"parametersRef":{"group":"agentgateway.dev","kind":"AgentgatewayParameters","name":"tuned"}}'
  until kubectl get deployment agentgateway -o yaml | grep -q log-format; do sleep 0.2; done
  rolled default agentgateway
}

turn_into_daemon_set() {
  kubectl patch agentgatewayparameters tuned --type merge \
    -p '{"spec":{"workload":{"kind":"DaemonSet"},"deployment":null,"horizontalPodAutoscaler":null}}'
  until kubectl get daemonset agentgateway 2>/dev/null; do sleep 0.2; done
  kubectl rollout status daemonset/agentgateway --timeout=60s
  kubectl wait --for=delete deployment/agentgateway --timeout=60s
}

under_load "data planes get parameters" tune
try "a budget and a scaler are there" kubectl get poddisruptionbudget,horizontalpodautoscaler agentgateway
try "a Deployment becomes a DaemonSet" turn_into_daemon_set
try "the DaemonSet serves" chat "http://$address:8080/while-away"
try "the scaler is gone" sh -c '! kubectl get horizontalpodautoscaler agentgateway'
try "the Deployment is back without parameters" sh -c "kubectl patch gateway agentgateway --type merge -p '{\"spec\":{\"infrastructure\":null}}' && kubectl rollout status deployment/agentgateway --timeout=5s"
try "the budget is gone" sh -c '! kubectl get poddisruptionbudget agentgateway'
gone() {
  [ -z "$(kubectl get deployment,service,serviceaccount agentgateway --ignore-not-found)" ]
}
kubectl delete gateway agentgateway >/dev/null
try "what was deployed for a Gateway goes with it" gone
try "the charts are uninstalled" helm uninstall -n $system agentgateway agentgateway-crds
kubectl delete -f "$here/page.yaml" -f "$here/parameters.yaml" --ignore-not-found >/dev/null 2>&1 || true
kubectl delete gatewayclass agentgateway --ignore-not-found >/dev/null
kubectl delete namespace $system --timeout=60s >/dev/null
. "$here/pages.sh"
exit $failed
