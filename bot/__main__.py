"""The program: `python -m bot VERB`. Kept empty of imports, because the process pool's workers import it again."""


def main() -> None:
    from bot.cli.program import program

    program()


if __name__ == "__main__":
    main()
