# Two charts, a Gateway, and the page's chat by the Service's address and by port-forward. Sourced by tools/cluster.sh.

set_up
try "the route resolves" kubectl wait --timeout=5s httproute/anthropic \
  --for='jsonpath={.status.parents[0].conditions[?(@.type=="ResolvedRefs")].status}=True'
try "the page's chat by the Service's address, AgentgatewayBackend" chat "http://$address:8080/anthropic"
try "the page's chat by the Service's address, Backend" chat "http://$address:8080/older"
kubectl port-forward deployment/agentgateway 18080:8080 >/dev/null 2>&1 &
forward=$!
try "the page's chat by port-forward" chat http://localhost:18080/anthropic
kill $forward
