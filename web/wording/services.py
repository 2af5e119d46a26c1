"""What kinds of message services, their settings and people's addresses there are called."""

from flask_babel import gettext

from values.messages import N_
from values.services import ServiceKind
from values.vocabulary import Channel

SERVICE_KIND_LABELS: dict[str, str] = {
    f"ServiceKind.{ServiceKind.WECOM_APP}": N_("WeCom: application, to a person"),
    f"ServiceKind.{ServiceKind.WECOM_ROBOT}": N_("WeCom: robot, into a group"),
    f"ServiceKind.{ServiceKind.DINGTALK_APP}": N_("DingTalk: work notification, to a person"),
    f"ServiceKind.{ServiceKind.DINGTALK_ROBOT}": N_("DingTalk: robot, into a group"),
    f"ServiceKind.{ServiceKind.FEISHU_APP}": N_("Feishu: application, to a person"),
    f"ServiceKind.{ServiceKind.FEISHU_ROBOT}": N_("Feishu: robot, into a group"),
    f"ServiceKind.{ServiceKind.SMS_GATEWAY}": N_("Text messages through a gateway"),
}

MEMBER_LABELS: dict[str, str] = {
    "base": N_("Address"),
    "corp_id": N_("Id of the organisation (CorpID)"),
    "agent_id": N_("Number of the application (AgentId)"),
    "app_key": N_("Key of the application (AppKey, Client ID)"),
    "app_id": N_("Id of the application (App ID)"),
    "account": N_("Account at the gateway"),
    "template": N_("Request"),
    "header": N_("Header"),
    "success_field": N_("Member of the answer that says whether it was taken"),
    "success_value": N_("What it says then"),
    "secret": N_("Secret"),
    "sign_key": N_("Key of the signature"),
}

SECRET_LABELS: dict[ServiceKind, str] = {
    ServiceKind.WECOM_APP: N_("Secret of the application (Secret)"),
    ServiceKind.WECOM_ROBOT: N_("Key of the robot (key in its Webhook address)"),
    ServiceKind.DINGTALK_APP: N_("Secret of the application (AppSecret, Client Secret)"),
    ServiceKind.DINGTALK_ROBOT: N_("Token of the robot (access_token in its Webhook address)"),
    ServiceKind.FEISHU_APP: N_("Secret of the application (App Secret)"),
    ServiceKind.FEISHU_ROBOT: N_("Token of the robot (the end of its Webhook address)"),
    ServiceKind.SMS_GATEWAY: N_("Password or key at the gateway"),
}

MEMBER_HINTS: dict[str, str] = {
    "template": N_(
        "JSON or a form, with {mobile} and {text}; {id}, {account} and {secret} where the gateway wants them."
    ),
    "header": N_("Where the gateway wants one: Name: value, with {secret} for the password or key."),
    "success_field": N_("Its way in the JSON, with points; empty: the whole answer is looked at."),
    "success_value": N_("Without it every answer without an error counts as taken."),
    "sign_key": N_("Where the robot was set up with a signature (加签, 签名校验)."),
}

ADDRESS_HINTS: dict[Channel, str] = {
    Channel.WECOM: N_("Your account in WeCom (账号); for a robot, your mobile number or account."),
    Channel.DINGTALK: N_("Your UserID in DingTalk; for a robot, your mobile number or UserID."),
    Channel.FEISHU: N_("Your Open ID (ou_…), User ID or e-mail in Feishu; for a robot, Open ID or User ID."),
    Channel.SMS: N_("Your mobile number, eleven digits."),
}


def member_label(name: str, kind: ServiceKind | None = None) -> str:
    """Say what has to be told of a service."""
    named = SECRET_LABELS[kind] if kind and name == "secret" else MEMBER_LABELS[name]
    text: str = gettext(named)
    return text


def member_hint(name: str) -> str:
    """Say what helps to fill it in."""
    text: str = gettext(MEMBER_HINTS[name]) if name in MEMBER_HINTS else ""
    return text


def address_hint(channel: Channel) -> str:
    """Say what is the address of a person there."""
    text: str = gettext(ADDRESS_HINTS[channel])
    return text
