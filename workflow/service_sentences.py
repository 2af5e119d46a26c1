"""What events of message services say, and what their channels are called."""

from values.messages import N_
from values.vocabulary import Channel

CHANNEL_LABELS: dict[str, str] = {
    Channel.WECOM.value: N_("WeCom"),
    Channel.DINGTALK.value: N_("DingTalk"),
    Channel.FEISHU.value: N_("Feishu"),
    Channel.SMS.value: N_("Text message"),
}
"""By the value of the channel; the usual channels have sentences of their own."""

TOLD_THROUGH = frozenset({"delivered", "delivery_failed", "delivery_retried"})
"""Events that say another sentence where the channel is a message service."""

SERVICE_SENTENCES: dict[str, str] = {
    "delivered:service": N_("The system delivered a message (%(channel)s)."),
    "delivery_failed:service": N_("The system gave up delivering a message (%(channel)s)."),
    "delivery_retried:service": N_("%(who)s had a message sent again (%(channel)s)."),
    "service_set": N_("%(who)s set up the message service %(channel)s."),
    "service_switched": N_("%(who)s switched a message service: %(channel)s."),
    "service_switched:on": N_("%(who)s switched the message service %(channel)s on."),
    "service_switched:off": N_("%(who)s switched the message service %(channel)s off."),
    "service_tried": N_("%(who)s tried out the message service %(channel)s."),
    "address_changed": N_("%(who)s changed the address of the account %(subject)s (%(channel)s)."),
    "address_changed:set": N_("%(who)s set the address of the account %(subject)s (%(channel)s)."),
    "address_changed:taken_away": N_(
        "%(who)s took away the address of the account %(subject)s (%(channel)s)."
    ),
}
"""By action; a variant after a colon is taken where the event's details say so."""

SERVICE_ATTEMPTS: dict[str, str] = {
    "set_service": N_("Set up a message service"),
    "switch_service": N_("Switch a message service"),
    "try_service": N_("Try out a message service"),
    "set_addresses": N_("Set an address"),
}
"""What somebody tried who was refused."""
