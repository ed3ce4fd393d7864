package dev.partita.cpu;

import dev.partita.kernel.RoutingKernel;
import dev.partita.kernel.RoutingKernel.BalanceGradient;
import dev.partita.kernel.RoutingKernel.BalanceLoss;
import dev.partita.kernel.RoutingKernel.CollectTokens;
import dev.partita.kernel.RoutingKernel.GateGradient;
import dev.partita.kernel.RoutingKernel.Route;
import dev.partita.kernel.RoutingKernel.RouteGradient;
import dev.partita.kernel.RoutingKernel.SendTokens;

final class RoutingKernels {
    private RoutingKernels() {}

    static Prepared prepare(RoutingKernel kernel) {
        Router router = new Router(kernel.routes());
        return Prepared.of(
                switch (kernel) {
                    case Route _ -> (x, _, _) -> router.route(x[0], x[1], x[2]);
                    case RouteGradient _ -> (x, _, _) -> router.gradient(x[0], x[1], x[2]);
                    case SendTokens send -> new TokenRows(send.routes(), send.width(), send.weighted()).send();
                    case CollectTokens collect ->
                        new TokenRows(collect.routes(), collect.width(), collect.weighted()).collect();
                    case GateGradient gates -> new TokenRows(gates.routes(), gates.width(), false).products();
                    case BalanceLoss loss ->
                        (x, _, _) -> router.balance(x[0], x[1], x[2], loss.coefficient() / loss.divisor());
                    case BalanceGradient loss ->
                        (x, _, _) -> router.balanceGradient(x[0], x[1], x[2], loss.coefficient() / loss.divisor());
                });
    }
}
