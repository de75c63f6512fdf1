/// `fake-provider`: the fake models as a server of their own.
@NullMarked
package dev.agentgateway.app.commands.fakeprovider;

import org.jspecify.annotations.NullMarked;
