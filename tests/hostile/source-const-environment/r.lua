local _ENV <const> = {}
rule "x" {}
