"""How fast Dateline does its work, alone and beside other systems."""
