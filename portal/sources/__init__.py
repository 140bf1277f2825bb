"""Source connectors: plugins that search where data are kept, one file a connector."""
