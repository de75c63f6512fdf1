# A controller, a Gateway with two data planes and the page's chat: what themes stand on. Sourced by tools/cluster.sh.

system=agentgateway-system
charts=$root/charts
is_set_up=

# chart RELEASE FLAGS...: a chart, or what differs from what is there.
chart() {
  helm upgrade -i "$1" "$charts/$1" -n $system --create-namespace "${@:2}"
}

# Somebody who answers chats.
provide() {
  kubectl create configmap provider --from-file="$here/provider.py" >/dev/null
  kubectl apply -f "$here/provider.yaml" >/dev/null
  try "the provider is ready" rolled default deploy/provider
}

set_up() {
  [ -z "$is_set_up" ] || return 0
  try "the kinds are installed" chart agentgateway-crds
  try "the controller is installed" chart agentgateway --set controller.replicaCount=2
  try "two controllers are ready" rolled $system deploy/agentgateway
  provide
  kubectl apply -f "$here/page.yaml" >/dev/null
  try "a data plane is deployed" rolled default deploy/agentgateway
  kubectl scale deploy/agentgateway --replicas=2 >/dev/null
  try "two data planes are ready" rolled default deploy/agentgateway
  try "the Gateway is programmed" kubectl wait --for=condition=Programmed gateway/agentgateway --timeout=5s
  address=$(kubectl get service agentgateway -o 'jsonpath={.status.loadBalancer.ingress[0].ip}')
  is_set_up=yes
}

gone() {
  [ -z "$(kubectl get deployment,service,serviceaccount agentgateway --ignore-not-found)" ]
}

take_down() {
  [ -n "$is_set_up" ] || return 0
  kubectl delete gateway agentgateway >/dev/null
  try "what was deployed for a Gateway goes with it" gone
  try "the charts are uninstalled" helm uninstall -n $system agentgateway agentgateway-crds
  clean_up
  is_set_up=
}

# Everything that could be left behind.
everything() {
  kubectl get namespaces,clusterroles,clusterrolebindings,crds,gatewayclasses -o name | sort
  kubectl get all,secrets,configmaps,serviceaccounts,roles,rolebindings,leases,poddisruptionbudgets,gateways,httproutes -A -o name |
    grep -v -e ^event -e ^endpointslice | sort
}

# Whatever is there, without a word.
clean_up() {
  kubectl delete --ignore-not-found -f "$here/page.yaml" -f "$here/parameters.yaml" >/dev/null 2>&1 || true
  kubectl delete --ignore-not-found -f "$here/provider.yaml" >/dev/null
  kubectl delete --ignore-not-found configmap/provider gatewayclass/agentgateway >/dev/null
  kubectl delete --ignore-not-found --timeout=60s namespace $system kgateway-system page >/dev/null
}

clean() {
  kill $(jobs -p) 2>/dev/null || true
  helm uninstall -n $system agentgateway agentgateway-crds >/dev/null 2>&1 || true
  helm uninstall -n kgateway-system kgateway kgateway-crds >/dev/null 2>&1 || true
  clean_up
  wait
  rm -rf "$folder"
}
