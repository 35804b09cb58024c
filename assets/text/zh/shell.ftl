### shell
