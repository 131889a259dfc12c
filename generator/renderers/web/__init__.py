"""The web page: in come a Report, a Brand and assets, out comes one HTML file that fetches nothing."""
