"""The manual of the 三员: the three administrators, one manual for all."""

from values.messages import N_
from values.vocabulary import Role
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="administrators",
    roles=(
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
    ),
    job=(
        N_("System administrator: technology, backups, mails and the queue."),
        N_("Security administrator: accounts, roles, and deputies of people who are away."),
        N_("Audit administrator: the security log."),
        N_("Three people; nobody holds two of the three, and nobody grants anything to themselves."),
        N_("None of them sees the content of proposals."),
    ),
    steps=(
        line(
            N_(
                "System: look at %(a)s every day. What was given up is sent again with %(b)s; a queue that stands still is shown there."
            ),
            N_("Deliveries"),
            N_("Try again"),
        ),
        line(
            N_(
                "System: back up every night with flask backup on the server, and try a restore from time to time."
            )
        ),
        line(
            N_(
                "System: keep the signed heads of the trail outside, where no administrator of ours can write."
            )
        ),
        line(N_("System: %(a)s takes the yearly notice of holidays."), N_("Calendar")),
        line(
            N_(
                "System: when somebody has left, %(a)s erases contact data, and the name once no case file needs it."
            ),
            N_("Erasure"),
        ),
        line(N_("System: %(a)s registers bodies, and townships by their codes."), N_("Bodies")),
        line(
            N_(
                "Security: %(a)s registers people, grants and ends roles, and closes the account of whoever leaves,"
                " on that day."
            ),
            N_("Accounts"),
        ),
        line(
            N_(
                "Security: a first password is shown once; hand it over in person. Five failed sign-ins in a row lock"
                " an account for a quarter of an hour; look into each before you press %(a)s."
            ),
            N_("Unlock"),
        ),
        line(N_("Security: name a deputy for somebody who fell ill; the trail says that it was you.")),
        line(
            N_("Audit: read failed sign-ins, refusals, and changes of rights and settings in the %(a)s."),
            N_("Security log"),
        ),
    ),
    pictures=(
        Picture("deliveries", N_("Messages that were given up, and the queue.")),
        Picture("erasing", N_("Erasing personal data.")),
    ),
    troubles=(
        Trouble(
            N_("The trail says that the database was set back."),
            line(N_("Stop. Bring the newer backup back if there is one; only then seal again.")),
        ),
        Trouble(
            N_("Mails do not arrive."),
            line(
                N_("The message in the system has arrived all the same; mend the mail server and try again.")
            ),
        ),
        Trouble(
            N_("The disk is full."),
            line(N_("Nothing half-done is kept; make room, and people repeat what was refused.")),
        ),
        Trouble(N_("Somebody asks you to look into a proposal."), line(N_("You cannot; an auditor can."))),
    ),
    ask=(N_("How to install, back up and restore: docs/operation.md beside the program."),),
)
