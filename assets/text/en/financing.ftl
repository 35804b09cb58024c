### financing
