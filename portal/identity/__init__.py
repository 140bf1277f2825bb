"""Identity methods: plugins that establish who is asking, one file a method."""
