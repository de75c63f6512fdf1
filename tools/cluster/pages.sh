#!/usr/bin/env bash
# The pages "Setup" and "Anthropic" as a reader follows them on a cluster: what docs/ has, in both versions of the API and with
# both sets of names, from helm to curl and back to nothing. Sourced by tools/cluster.sh.
#
# What differs from the page: the charts are those of this folder, and api.anthropic.com is a server in the cluster. So is
# api.openai.com, for the pages of journeys.sh.

. "$here/journeys.sh"

ANTHROPIC_API_KEY=sk-ant-page-$RANDOM

# block FILE NUMBER [VERSION]: a block of YAML of a page; those between `<!-- version X -->` and `<!-- end -->` are that version's.
block() {
  awk -v wanted="$2" -v version="${3:-}" '
    /^<!-- version/ {inside = $3} /^<!-- end/ {inside = ""}
    /^ *```yaml/ && inside == version {n++; taking = n == wanted; indent = index($0, "`") - 1; next}
    /^ *```/ {taking = 0}
    taking {print substr($0, indent + 1)}' "$root/docs/$1.md"
}

# follow BLOCK...: as `kubectl apply -f- <<EOF` does it, with variables taken from the shell.
follow() {
  local text
  text=$(block "$@" | sed "s/kgateway-system/$namespace/; s/name: agentgateway$/name: $gateway/; s/port: 8080/port: $port/")
  eval "kubectl apply -f- <<EOF
$text
EOF"
}

# The page's own curl, at the address that is given instead of localhost:8080.
page_curl() {
  local command
  command=$(awk '/^```sh/ {taking = 1; text = ""; next} /^```/ {if (taking && text ~ /curl/) {print text; exit} taking = 0} taking {text = text $0 "\n"}' \
    "$root/docs/anthropic.md" | sed "s/localhost:8080/$1/; s/| jq//")
  eval "$command" 2>/dev/null | python3 -c '
import json, sys
answer = json.load(sys.stdin)
choice = answer["choices"][0]
assert set(answer) == {"model", "usage", "choices", "id", "created", "object"}, answer
assert answer["model"] == "claude-3-opus-20240229" and answer["object"] == "chat.completion", answer
assert answer["usage"] == {"prompt_tokens": 16, "completion_tokens": 318, "total_tokens": 334}, answer
assert choice["message"]["role"] == "assistant" and choice["finish_reason"] == "stop", answer'
}

stand_in() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=api.anthropic.com \
    -addext subjectAltName=DNS:api.anthropic.com,DNS:api.openai.com -keyout "$folder/tls.key" -out "$folder/tls.crt" 2>/dev/null
  echo "$ANTHROPIC_API_KEY" >"$folder/key"
  kubectl create namespace page
  kubectl -n page create configmap anthropic --from-file="$here/anthropic.py" --from-file="$folder/tls.crt" \
    --from-file="$folder/tls.key" --from-file="$folder/key"
  kubectl apply -f "$here/anthropic.yaml"
  rolled page deploy/anthropic
}

# Data planes of the class find and trust the stand-in.
reach_stand_in() {
  kubectl -n "$namespace" create configmap upstreams-ca --from-file=ca.crt="$folder/tls.crt"
  kubectl apply -f- <<EOF
apiVersion: agentgateway.dev/v1alpha1
kind: AgentgatewayParameters
metadata: {name: page, namespace: $namespace}
spec:
  env: [{name: AGENTGATEWAY_CA_FILE, value: /etc/upstreams/ca.crt}]
  deployment:
    spec:
      template:
        spec:
          hostAliases: [{ip: $(kubectl -n page get service anthropic -o jsonpath='{.spec.clusterIP}'), hostnames: [api.anthropic.com, api.openai.com]}]
          volumes: [{name: upstreams, configMap: {name: upstreams-ca}}]
          containers: [{name: agentgateway, volumeMounts: [{name: upstreams, mountPath: /etc/upstreams}]}]
EOF
}

forwarded() {
  local pid code=0
  kubectl port-forward "deployment/$gateway" -n "$namespace" "18081:$port" >/dev/null 2>&1 &
  pid=$!
  sleep 1
  page_curl localhost:18081 || code=1
  kill $pid 2>/dev/null
  return $code
}

# page VERSION: from the Secret to the answer, and the page's clean-up.
page() {
  local version=$1 kind=backend
  [ "$version" = 2.1.x ] || kind=agentgatewaybackend
  try "$names, $version: Secret" follow anthropic 1
  try "$names, $version: backend" follow anthropic 1 "$version"
  try "$names, $version: route" follow anthropic 2 "$version"
  try "$names, $version: the backend is accepted" \
    kubectl -n "$namespace" wait --for=condition=Accepted "$kind/anthropic" --timeout=2s
  INGRESS_GW_ADDRESS=$(kubectl get svc -n "$namespace" "$gateway" -o jsonpath="{.status.loadBalancer.ingress[0]['hostname','ip']}")
  try "$names, $version: the page's curl at \$INGRESS_GW_ADDRESS" page_curl "$INGRESS_GW_ADDRESS:$port"
  try "$names, $version: the page's curl by port-forward" forwarded
  try "$names, $version: clean-up" kubectl -n "$namespace" delete "$kind/anthropic" httproute/anthropic secret/anthropic-secret
}

# pages NAMES NAMESPACE RELEASE GATEWAY PORT FLAGS...: the whole journey with one set of names.
pages() {
  names=$1 namespace=$2 release=$3 gateway=$4 port=$5
  shift 5
  local before after
  before=$(everything)
  try "$names: the kinds" helm upgrade -i --create-namespace --namespace "$namespace" "$release-crds" "$root/charts/agentgateway-crds"
  reach_stand_in >/dev/null
  try "$names: the controller" helm upgrade -i --namespace "$namespace" "$release" "$root/charts/agentgateway" "$@" \
    --set gatewayClassParametersRefs.agentgateway.name=page --set gatewayClassParametersRefs.agentgateway.namespace="$namespace"
  try "$names: the controller runs" rolled "$namespace" "deploy/$release"
  try "$names: the class is accepted" kubectl wait --for=condition=Accepted gatewayclass/agentgateway --timeout=2s
  try "$names: the Gateway" follow setup 1
  try "$names: the Gateway is programmed" kubectl wait -n "$namespace" --for=condition=Programmed "gateway/$gateway" --timeout=2s
  try "$names: its data plane runs" rolled "$namespace" "deploy/$gateway"
  page 2.1.x
  page 2.2.x
  journeys 2.1.x
  journeys 2.2.x
  try "$names: helm upgrade" helm upgrade -i --namespace "$namespace" "$release" "$root/charts/agentgateway" \
    --reuse-values --set controller.replicaCount=2
  try "$names: two controllers run" rolled "$namespace" "deploy/$release"
  kubectl delete gateway "$gateway" -n "$namespace" >/dev/null
  try "$names: helm uninstall" helm uninstall -n "$namespace" "$release" "$release-crds"
  kubectl delete gatewayclass agentgateway >/dev/null 2>&1 || true
  kubectl delete namespace "$namespace" --timeout=60s >/dev/null
  nothing_is_left() {
    after=$(everything)
    diff <(echo "$before") <(echo "$after")
  }
  try "$names: nothing is left" nothing_is_left
}

take_down
try "the stand-in for api.anthropic.com" stand_in
pages "older names" kgateway-system kgateway agentgateway 8080 --set agentgateway.enabled=true --set controller.image.pullPolicy=Always \
  --set controller.extraEnv.KGW_ENABLE_GATEWAY_API_EXPERIMENTAL_FEATURES=true
pages "newer names" agentgateway-system agentgateway agentgateway-proxy 80
kubectl delete namespace page --timeout=60s >/dev/null
