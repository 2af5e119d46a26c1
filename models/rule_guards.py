"""What business administrators kept for the rules stays: synonyms, their withdrawals, versions of provincial rules."""

APPEND_ONLY = {
    "channel_synonym": ("id",),
    "channel_synonym_withdrawal": ("id",),
    "provincial_rule": ("id",),
}

ALSO_UNIQUE = {
    "channel_synonym_withdrawal": (("synonym_id",),),
    "provincial_rule": (("jurisdiction_id", "code", "version"),),
}
