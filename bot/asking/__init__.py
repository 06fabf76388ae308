"""Questions from Discord: heard or commanded, admitted, answered once, revised, withdrawn."""
