"""The program for pictures of refusals: nobody may manage the server, and what is costly may be used once a minute."""

from bot.__main__ import main
from bot.discord_app import gate
from bot.servers import cooldowns

if __name__ == "__main__":
    gate.may_manage = lambda interaction: False
    cooldowns.USER_COSTLY = cooldowns.Allowance(1, 60.0)
    main()
